import { Command, CommanderError, InvalidArgumentError } from '@commander-js/extra-typings';
import { InputError, NtkcheckError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import { COMMANDS } from './commands.ts';
import { parserMessage } from './message.ts';
import { BAD_INPUT, messageLine, withoutPasswords } from './streams.ts';
import { didYouMean } from './suggest.ts';
import { useThreads } from './thread.ts';
import { packageVersion } from './version.ts';

/** A defect of ours: not to be taken for a verdict. */
const DEFECT = 70;

/** Where help and complaints go. */
interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Where a command line is run. */
interface Place extends Output {
  /** Whether long work has threads of its own, so that Ctrl-C can end it; else it is done in this one. */
  readonly threads?: boolean;
}

/** Runs a command line. The exit code: 0, or what is wrong with it; a command may set its own for its result. */
export async function run(args: readonly string[], { threads = true, ...output }: Place): Promise<number> {
  useThreads(threads);
  try {
    const program = await programOf(args, output);
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // One that no flag has thrown was not printed.
    if (error instanceof CommanderError && !(error instanceof InvalidArgumentError))
      return error.exitCode === 0 ? 0 : BAD_INPUT;
    if (error instanceof NtkcheckError) {
      output.err(messageLine(error.message));
      return BAD_INPUT;
    }
    const stack = withoutPasswords(`${(error as Error).stack}`);
    output.err(`ntkcheck: this is a defect of ntkcheck; please report it\n${stack}\n`);
    return DEFECT;
  }
}

/** The program with the commands that its arguments name; of the others it knows what the help says of them. */
async function programOf(args: readonly string[], { out, err }: Output): Promise<Command> {
  const program = new Command('ntkcheck')
    .description('A theorem checker for the finite-width Neural Tangent Kernel of random ReLU networks.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .showHelpAfterError("(see 'ntkcheck --help')")
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}` })
    .helpCommand(false);
  const commands = await Promise.all(
    COMMANDS.map(async ({ name, usage, summary, load }) => {
      const command = args.includes(name) ? await load() : new Command(name).usage(usage);
      return command.summary(summary).showHelpAfterError(`(see 'ntkcheck ${name} --help')`);
    }),
  );
  const all = [...commands, helpCommand(program, commands)];
  const outputError = (text: string): void => err(complaint(text));
  for (const command of [program, ...all])
    command.exitOverride().configureOutput({ writeOut: out, writeErr: err, outputError });
  for (const command of all) program.addCommand(command);
  return program;
}

/** commander's own answers `help nonsense` with the whole help, as if nothing were wrong. */
function helpCommand(program: Command, commands: readonly Command[]): Command {
  const names = commands.map((command) => command.name());
  const command = new Command('help').summary('display help for command').usage('[command]');
  command.argument('[command]').action((name) => {
    const found = name === undefined ? program : commands[names.indexOf(name)];
    if (!found) throw new InputError(`unknown command '${excerpt(name!)}'${didYouMean(name!, names)}`);
    found.outputHelp();
  });
  return command;
}

const complaint = (text: string): string =>
  text.startsWith('error: ') ? messageLine(parserMessage(text)) : text;
