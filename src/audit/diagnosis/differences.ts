import { formatRational } from '../../rational/text.ts';
import type { Convention } from '../../statement/convention.ts';
import type { Setting } from '../claim/setting.ts';

/** In what a setting differs from another, in words: one entry a choice. */
export function differences(from: Setting, to: Setting): string[] {
  const [a, b] = [from.convention, to.convention];
  const said: string[] = [];
  if (a.parametrization !== b.parametrization)
    said.push(b.parametrization === 'ntk' ? 'NTK parametrization' : 'standard parametrization');
  if (text(a.sigmaW2) !== text(b.sigmaW2)) said.push(`σ_w² ${isOr(b.sigmaW2)}`);
  if (text(a.sigmaB2) !== text(b.sigmaB2)) said.push(`σ_b² ${isOr(b.sigmaB2)}`);
  if (gradientOf(a) !== gradientOf(b)) said.push(biasText(b));
  if (outputOf(a) !== outputOf(b)) said.push(`the output layer has variance ${overWidth(outputOf(b))} there`);
  if (a.outputBias !== b.outputBias)
    said.push(b.outputBias ? 'the output has a bias there' : 'the output has no bias there');
  if (a.outputActivation !== b.outputActivation)
    said.push(
      b.outputActivation === 'relu' ? 'a ReLU stands on the output there' : 'the output is linear there',
    );
  if (text(a.mu4 ?? 'gaussian') !== text(b.mu4 ?? 'gaussian')) said.push('weights of another law');
  if (from.gates !== to.gates)
    said.push(
      to.gates === 'fair' ? 'gates at exactly 0 are fair coins there' : 'gates at exactly 0 are closed there',
    );
  return said;
}

const text = (value: Convention['sigmaW2'] | string): string =>
  typeof value === 'string' ? value : formatRational(value);
const isOr = (value: Convention['sigmaW2']): string =>
  value === 'free' ? 'is free there' : `= ${text(value)} there`;

/** A bias gradient of σ_b² where σ_b² is a number is that number. */
function gradientOf({ biasGradient, sigmaB2 }: Convention): string {
  return text(biasGradient === 'sigma_b2' ? (sigmaB2 === 'free' ? 'sigma_b2' : sigmaB2) : biasGradient);
}

function biasText(convention: Convention): string {
  const gradient = gradientOf(convention);
  if (gradient === '0') return 'biases are not trained there';
  if (gradient === '1') return 'biases are trained there';
  return `squared bias gradients count ${gradient === 'free' ? 'freely' : gradient} there`;
}

/** The output layer's σ_w², a number where it is known. */
function outputOf({ outputSigmaW2, sigmaW2 }: Convention): string {
  return text(outputSigmaW2 === 'sigma_w2' ? sigmaW2 : outputSigmaW2);
}
const overWidth = (variance: string): string => (variance === 'free' ? 'of its own' : `${variance}/n`);
