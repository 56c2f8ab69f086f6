import type { NetworkSettings } from '../network/build.ts';
import { ONE } from '../rational/rational.ts';
import { formatRational, parseRational } from '../rational/text.ts';
import type { Data } from './data.ts';

/** Network settings as JSON: rationals are texts, and nothing is left to a default. */
export interface NetworkData {
  readonly widths: readonly number[];
  readonly r: string;
  readonly parametrization: NetworkSettings['parametrization'];
  readonly sigmaW2: string;
  readonly sigmaB2: string;
  readonly biasGradient: string;
  readonly outputSigmaW2: string;
  readonly outputBias: boolean;
  readonly outputActivation: NetworkSettings['outputActivation'];
  readonly gates: NetworkSettings['gates'];
}

export function networkData(settings: NetworkSettings): NetworkData {
  const { widths, r, parametrization, sigmaW2, sigmaB2, outputBias, outputActivation, gates } = settings;
  return {
    widths: [...widths],
    r: formatRational(r),
    parametrization,
    sigmaW2: formatRational(sigmaW2),
    sigmaB2: formatRational(sigmaB2),
    biasGradient: formatRational(settings.biasGradient ?? (parametrization === 'ntk' ? sigmaB2 : ONE)),
    outputSigmaW2: formatRational(settings.outputSigmaW2 ?? sigmaW2),
    outputBias,
    outputActivation,
    gates,
  };
}

/** Throws a DataError; whether the settings make a network is for the network to say. */
export function readNetworkSettings(data: Data): NetworkSettings {
  const fields = data.fields(
    'widths',
    'r',
    'parametrization',
    'sigmaW2',
    'sigmaB2',
    'biasGradient',
    'outputSigmaW2',
    'outputBias',
    'outputActivation',
    'gates',
  );
  const rationalOf = (field: Data) =>
    parseRational(field.text()) ?? field.fail('a rational such as 3/2, as a text');
  return {
    widths: fields.widths.items().map((width) => width.integer(1, Number.MAX_SAFE_INTEGER)),
    r: rationalOf(fields.r),
    parametrization: fields.parametrization.choice(['ntk', 'standard']),
    sigmaW2: rationalOf(fields.sigmaW2),
    sigmaB2: rationalOf(fields.sigmaB2),
    biasGradient: rationalOf(fields.biasGradient),
    outputSigmaW2: rationalOf(fields.outputSigmaW2),
    outputBias: fields.outputBias.flag(),
    outputActivation: fields.outputActivation.choice(['linear', 'relu']),
    gates: fields.gates.choice(['fair', 'relu']),
  };
}
