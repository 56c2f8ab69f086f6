import { Command, Option } from '@commander-js/extra-typings';
import type { Parameter } from '../network/family.ts';

/** A command with the flags for the parameters of a network, everywhere the same; `parse` reads a number. */
export function parameterCommand<Value extends Parameter>(name: string, parse: (text: string) => Value) {
  return new Command(name)
    .option('--convention <name>', 'a row of formulas/conventions.yaml; sets the flags below')
    .option('--conventions <file>', 'more rows, of your own, for --convention')
    .option('--sigma-w2 <rational>', 'σ_w²; weights have variance σ_w²/fan-in (default: 2)', parse)
    .option('--sigma-b2 <rational>', 'σ_b², variance of the biases (default: 0)', parse)
    .option(
      '--bias-gradient <rational>',
      'c_l, what a squared bias gradient counts (default: σ_b² in ntk, 1 in standard)',
      parse,
    )
    .option('--output-sigma-w2 <rational>', 'σ_w² of the last layer (default: σ_w²)', parse)
    .option('--mu4 <rational>', 'E W^4/(E W^2)^2 of the weights (default: 3, Gaussian)', parse)
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

export type ParameterFlags = ReturnType<ReturnType<typeof parameterCommand<Parameter>>['opts']>;
