#!/usr/bin/env node
import { Command, CommanderError } from '@commander-js/extra-typings';
import { StatementError } from '../statement/error.ts';
import { InputError } from './error.ts';
import { listCommand } from './list.ts';
import { momentsCommand } from './moments.ts';
import { showCommand } from './show.ts';
import { simulateCommand } from './simulate.ts';
import { verifyCommand } from './verify.ts';

const BAD_INPUT = 2;

const program = new Command('ntkcheck')
  .description('A theorem checker for the finite-width Neural Tangent Kernel of random ReLU networks.')
  .showHelpAfterError("(see 'ntkcheck --help')");
const commands = [verifyCommand(), listCommand(), showCommand(), momentsCommand(), simulateCommand()];
for (const command of commands)
  program.addCommand(command.exitOverride().showHelpAfterError(`(see 'ntkcheck ${command.name()} --help')`));
program.exitOverride();

// `ntkcheck list | head` closes our output early; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : BAD_INPUT;
  } else if (error instanceof InputError || error instanceof StatementError) {
    console.error(`ntkcheck: ${error.message}`);
    process.exitCode = BAD_INPUT;
  } else {
    throw error;
  }
}
