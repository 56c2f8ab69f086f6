import type { Powers } from '../../src/exact/moment.ts';
import type { Network } from '../../src/network/network.ts';
import { OBSERVABLES, type Observable } from '../../src/network/observables.ts';
import { ONE, type Rational, rational, subtract, ZERO } from '../../src/rational/rational.ts';
import type { MomentOracle } from '../moment-oracle.ts';
import { times } from './arithmetic.ts';
import { driftMoment } from './drift-recursion.ts';
import { addScales, kernelScales, type Scales, scalesOf } from './gradient-scales.ts';
import { outputMoments } from './kernel-recursion.ts';

const NO_KERNEL: Scales = { w: 0, b: 0 };

/** E[A B] of two kernels, by polarization: A + B is the kernel whose scales are the sums. */
function kernelProduct(network: Network, a: Scales, b: Scales): Rational {
  const square = (scales: Scales): Rational => outputMoments(network, scales).KK;
  const mixed = subtract(square(addScales(a, b)), square(a));
  return times(rational(1, 2), subtract(mixed, square(b)));
}

function moment(network: Network, powers: Powers): Rational {
  const factors = OBSERVABLES.flatMap((name) => Array<Observable>(powers[name] ?? 0).fill(name));
  const signs = factors.filter((name) => name === 'f' || name.startsWith('Q'));
  if (signs.length % 2 === 1) {
    if (network.outputActivation === 'linear') return ZERO;
    throw new RangeError(`odd in f and Q under a ReLU output: ${factors.join('*')}`);
  }
  const kernels = factors.filter((name) => name.startsWith('K')).map(kernelScales);
  const shape = factors.map((name) => name[0]).join('');
  switch (shape) {
    case '':
      return ONE;
    case 'ff':
      return outputMoments(network, NO_KERNEL).ff;
    case 'ffff':
      return outputMoments(network, NO_KERNEL).ffff;
    case 'K':
      return outputMoments(network, kernels[0]!).K;
    case 'ffK':
      return outputMoments(network, kernels[0]!).ffK;
    case 'KK':
      return kernelProduct(network, kernels[0]!, kernels[1]!);
    case 'fQ':
      return driftMoment(network, scalesOf(factors[1]![1]), scalesOf(factors[1]![2]));
    default:
      throw new RangeError(`${factors.join('*')} is beyond the recursion of degree two`);
  }
}

/** The recursion of degree two written out by hand: eight numbers a layer, and two more for the drift. */
export const degreeTwo: MomentOracle = { name: 'degree-two recursion', reach: 2, moment };
