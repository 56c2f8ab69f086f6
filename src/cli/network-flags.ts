import { Command, Option } from '@commander-js/extra-typings';
import { MAX_DEPTH, MAX_WIDTH } from '../network/build.ts';
import { ONE } from '../rational/rational.ts';
import { integerFlag, rationalFlag, widthsFlag } from './flag-values.ts';

/** A command with the flags that describe a network, everywhere the same. */
export function networkCommand(name: string) {
  return new Command(name)
    .option('--widths <n0,…,nd>', 'all widths, input to output; the last is 1', widthsFlag)
    .option('--depth <d>', 'number of weight layers, with --width', integerFlag(1, MAX_DEPTH))
    .option('--width <n>', 'width of every hidden layer, with --depth', integerFlag(1, MAX_WIDTH))
    .option('--input-width <n0>', 'width of the input, with --depth (default: 1)', integerFlag(1, MAX_WIDTH))
    .addOption(new Option('--r <rational>', 'r = |x|²/n_0').argParser(rationalFlag).default(ONE, '1'))
    .option('--convention <name>', 'a row of formulas/conventions.yaml; sets the flags below')
    .option('--sigma-w2 <rational>', 'σ_w²; weights have variance σ_w²/fan-in (default: 2)', rationalFlag)
    .option('--sigma-b2 <rational>', 'σ_b², variance of the biases (default: 0)', rationalFlag)
    .option(
      '--bias-gradient <rational>',
      'c_l, what a squared bias gradient counts (default: σ_b² in ntk, 1 in standard)',
      rationalFlag,
    )
    .option('--output-sigma-w2 <rational>', 'σ_w² of the last layer (default: σ_w²)', rationalFlag)
    .option('--no-output-bias', 'the last layer has no bias')
    .addOption(
      new Option(
        '--parametrization <name>',
        'what a squared weight gradient counts: its variance, or 1 (default: ntk)',
      ).choices(['ntk', 'standard'] as const),
    )
    .addOption(
      new Option('--output-activation <name>', 'what stands on the output (default: linear)').choices([
        'linear',
        'relu',
      ] as const),
    )
    .addOption(
      new Option('--gates <rule>', 'gate of a pre-activation of exactly 0: closed, or a fair coin')
        .choices(['fair', 'relu'] as const)
        .default('relu' as const),
    );
}

export type NetworkFlags = ReturnType<ReturnType<typeof networkCommand>['opts']>;
