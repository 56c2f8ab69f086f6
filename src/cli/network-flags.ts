import { Option } from '@commander-js/extra-typings';
import { MAX_DEPTH, MAX_WIDTH } from '../network/build.ts';
import { ONE } from '../rational/rational.ts';
import { integerFlag, rationalFlag, widthsFlag } from './flag-values.ts';
import { parameterCommand } from './parameter-flags.ts';

/** A command with the flags that describe a network, everywhere the same. */
export function networkCommand(name: string) {
  return parameterCommand(name, rationalFlag)
    .option('--widths <n0,…,nd>', 'all widths, input to output; the last is 1', widthsFlag)
    .option('--depth <d>', 'number of weight layers, with --width', integerFlag(1, MAX_DEPTH))
    .option('--width <n>', 'width of every hidden layer, with --depth', integerFlag(1, MAX_WIDTH))
    .option('--input-width <n0>', 'width of the input, with --depth (default: 1)', integerFlag(1, MAX_WIDTH))
    .addOption(new Option('--r <rational>', 'r = |x|²/n_0').argParser(rationalFlag).default(ONE, '1'));
}

export type NetworkFlags = ReturnType<ReturnType<typeof networkCommand>['opts']>;
