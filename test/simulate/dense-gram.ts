import type { Network } from '../../src/network/network.ts';
import { Stream } from '../../src/random/stream.ts';
import { ZERO } from '../../src/rational/rational.ts';
import { gramPlaces, gramRowLength } from '../../src/simulate/gram.ts';
import { dot } from '../../src/simulate/linear.ts';
import { allocateParameters, parameterDraw } from '../../src/simulate/parameters.ts';
import { Pass } from '../../src/simulate/pass.ts';

/** One coin per neuron, whichever pre-activations are 0. A coin changes no pre-activation: a is 0 either way. */
function runWithCommonCoins(
  pass: Pass,
  run: (stream: Stream) => void,
  toss: (neuron: number) => boolean,
): void {
  run({ coin: () => false } as unknown as Stream);
  const zeros: number[] = [];
  let neuron = 0;
  for (const z of pass.preActivations)
    for (const value of z) {
      if (value === 0) zeros.push(neuron);
      neuron++;
    }
  run({ coin: () => toss(zeros.shift()!) } as unknown as Stream);
}

/**
 * The definition at several inputs: all weights drawn, a pass for each input, K(x_i, x_j) = Σ_l (u_l a_i·a_j + c_l) J_i·J_j.
 * Writes rows as `gramSampler` does.
 */
export function denseGram(
  network: Network,
  inputs: readonly (readonly number[])[],
  seed: number,
  count: number,
): Float64Array {
  const k = inputs.length;
  const length = gramRowLength(k);
  const rows = new Float64Array(count * length);
  const parameters = allocateParameters(network);
  const draw = parameterDraw(network);
  const passes = inputs.map((x) => new Pass({ ...network, r: ZERO }, x));
  const out = new Float64Array(3);
  for (let sample = 0; sample < count; sample++) {
    const stream = new Stream(seed, sample);
    const row = rows.subarray(sample * length, (sample + 1) * length);
    draw(stream, parameters);
    const coins = new Map<number, boolean>();
    const toss = (neuron: number): boolean => {
      if (!coins.has(neuron)) coins.set(neuron, stream.coin());
      return coins.get(neuron)!;
    };
    for (const [i, pass] of passes.entries()) {
      runWithCommonCoins(pass, (any) => pass.run(parameters, any, out), toss);
      row[i] = out[0]!;
      for (let j = 0; j <= i; j++) {
        const { Kw, Kb } = gramPlaces(k, i, j);
        const other = passes[j]!;
        for (const [l, { weight, bias }] of pass.scales.entries()) {
          const product = dot(pass.sensitivities[l]!, other.sensitivities[l]!);
          row[Kw]! += weight * dot(pass.activations[l]!, other.activations[l]!) * product;
          row[Kb]! += bias * product;
        }
      }
    }
  }
  return rows;
}
