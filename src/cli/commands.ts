import type { Command } from '@commander-js/extra-typings';

/** What the help says of a command, and where the rest of it is. */
export interface CommandEntry {
  readonly name: string;
  /** What follows the name on a command line. */
  readonly usage: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** A command as the program takes it: only the command itself knows the types of its options. */
const plain = (command: unknown): Command => command as Command;

/** The commands, in the order of the help. Each is loaded when a command line names it. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'verify',
    usage: '[options] [statements...]',
    summary: 'decide statements',
    load: async () => plain((await import('./verify.ts')).verifyCommand()),
  },
  {
    name: 'check',
    usage: '[options] <claim>',
    summary: 'decide a claim of one line, and say what is true instead',
    load: async () => plain((await import('./check.ts')).checkCommand()),
  },
  {
    name: 'audit',
    usage: '[options] <files...>',
    summary: "audit somebody's derivation, document or statements",
    load: async () => plain((await import('./audit.ts')).auditCommand()),
  },
  {
    name: 'derive',
    usage: '[options] <quantity>',
    summary: 'closed forms for all depths and widths, proved',
    load: async () => plain((await import('./derive.ts')).deriveCommand()),
  },
  {
    name: 'certificate',
    usage: '[options] <action> <files...>',
    summary: 'replay proofs',
    load: async () => plain((await import('./certificate.ts')).certificateCommand()),
  },
  {
    name: 'list',
    usage: '[options] [patterns...]',
    summary: 'list the statements',
    load: async () => plain((await import('./list.ts')).listCommand()),
  },
  {
    name: 'show',
    usage: '[options] <statement> [id]',
    summary: 'show one statement, decided',
    load: async () => plain((await import('./show.ts')).showCommand()),
  },
  {
    name: 'moments',
    usage: '[options]',
    summary: 'exact moments of a network',
    load: async () => plain((await import('./moments.ts')).momentsCommand()),
  },
  {
    name: 'simulate',
    usage: '[options]',
    summary: 'estimates from simulated networks',
    load: async () => plain((await import('./simulate.ts')).simulateCommand()),
  },
  {
    name: 'samples',
    usage: '[options] <file>',
    summary: 'do samples of K come from this network?',
    load: async () => plain((await import('./samples.ts')).samplesCommand()),
  },
  {
    name: 'sweep',
    usage: '[options]',
    summary: 'a quantity over σ_w² and depth: exact, simulated, and as published',
    load: async () => plain((await import('./sweep.ts')).sweepCommand()),
  },
  {
    name: 'merge',
    usage: '[options] <files...>',
    summary: 'joins the parts of a simulation',
    load: async () => plain((await import('./merge.ts')).mergeCommand()),
  },
  {
    name: 'worker',
    usage: '[options]',
    summary: 'simulates for other machines',
    load: async () => plain((await import('./worker.ts')).workerCommand()),
  },
];
