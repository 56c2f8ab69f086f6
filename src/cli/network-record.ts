import { phase } from '../network/phase.ts';
import { isGaussian } from '../network/weight-law.ts';
import { ONE } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import type { NetworkInput } from './network-input.ts';

/** The network as the commands echo it. */
export function networkRecord({ settings, convention }: NetworkInput) {
  const { widths, parametrization, sigmaW2, sigmaB2, outputBias, outputActivation, gates } = settings;
  const c = settings.biasGradient ?? (parametrization === 'ntk' ? sigmaB2 : ONE);
  return {
    widths,
    depth: widths.length - 1,
    r: formatRational(settings.r),
    convention,
    parametrization,
    sigma_w2: formatRational(sigmaW2),
    sigma_b2: formatRational(sigmaB2),
    bias_gradient: formatRational(c),
    output_sigma_w2: formatRational(settings.outputSigmaW2 ?? sigmaW2),
    output_bias: outputBias,
    output_activation: outputActivation,
    gates,
    ...(isGaussian(settings) ? {} : { mu_4: formatRational(settings.mu4!) }),
    phase: phase(sigmaW2, sigmaB2),
  };
}

/** One line that says what network it is; of the output layer, what is special about it. */
export function networkLine(input: NetworkInput): string {
  const record = networkRecord(input);
  const { widths, output_sigma_w2: v } = record;
  const shown = widths.length <= 12 ? widths.join(',') : `${widths.slice(0, 4).join(',')},…,1`;
  return [
    `widths ${shown} (depth ${record.depth})`,
    `r = ${short(record.r)}`,
    `${record.parametrization} parametrization`,
    `σ_w² = ${short(record.sigma_w2)}${v === record.sigma_w2 ? '' : ` (${short(v)} in the last layer)`}`,
    `σ_b² = ${short(record.sigma_b2)}`,
    `bias gradient ${short(record.bias_gradient)}`,
    ...(record.mu_4 === undefined ? [] : [`weights with μ_4 = ${record.mu_4}`]),
    ...(record.output_bias ? [] : ['no output bias']),
    ...(record.output_activation === 'linear' ? [] : [`${record.output_activation} output`]),
    `${record.gates} gates: ${record.phase}`,
  ].join(', ');
}

const short = (number: string): string =>
  number.length > 40 ? `${number.slice(0, 20)}… (${number.length} characters)` : number;
