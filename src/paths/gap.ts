import { OutOfRange } from '../limits/error.ts';
import type { Network } from '../network/network.ts';
import { OBSERVABLES, type Observable } from '../network/observables.ts';
import { type Seed, Stream } from '../random/stream.ts';
import {
  absolute,
  add,
  compare,
  multiply,
  power,
  type Rational,
  subtract,
  ZERO,
} from '../rational/rational.ts';
import { backPropagation } from './back-propagation.ts';
import { type DrawnNetwork, drawNetwork } from './draw.ts';
import { PathLimit } from './limit.ts';
import type { Powers } from './moment.ts';
import { PathSums } from './observables.ts';
import type { PathSum } from './path-sum.ts';
import type { Variables } from './variables.ts';

/** A term of a polynomial in the observables. */
export interface Term {
  readonly coefficient: Rational;
  readonly powers: Powers;
}

/** Networks drawn for one living one before the draw is given up. */
const PATIENCE = 1000;

/**
 * The largest |sum over paths - back-propagation| of a polynomial in the observables, over rational networks from
 * `seed` until `draws` of them have an open path from the inputs; those without one count too. Zero is the law.
 * Throws PathLimit when there are too many tuples of paths, or hardly a network has an open path, and an OutOfRange
 * for `draws` < 1.
 */
export function pathGap(network: Network, terms: readonly Term[], draws: number, seed: Seed): Rational {
  if (!Number.isInteger(draws) || draws < 1)
    throw new OutOfRange(`draws: found ${draws}; wanted an integer >= 1`);
  const sums = new PathSums(network);
  const used = OBSERVABLES.filter((o) => terms.some(({ powers }) => powers[o]));
  const stream = new Stream(seed);
  let largest = ZERO;
  let alive = 0;
  for (let sample = 0; alive < draws; sample++) {
    if (sample >= PATIENCE * draws)
      throw new PathLimit(`${alive} of ${sample} networks drawn have an open path; wanted ${draws}`);
    stream.restart(sample);
    const drawn = drawNetwork(network, stream);
    const values = backPropagation(drawn);
    const byPaths = new Map(used.map((o) => [o, valueOfSum(sums.sum(o), sums.variables, drawn)]));
    const gap = subtract(
      polynomial(terms, (o) => byPaths.get(o)!),
      polynomial(terms, (o) => values[o]),
    );
    if (compare(absolute(gap), largest) > 0) largest = absolute(gap);
    if (drawn.gates.every((layer) => layer.includes(true))) alive++;
  }
  return largest;
}

/** The value of a sum over paths at a drawn network: closed paths contribute nothing. */
export function valueOfSum(sum: PathSum, variables: Variables, drawn: DrawnNetwork): Rational {
  const values = variables.list.slice(0, variables.firstGate).map((variable) => {
    if (variable.kind === 'input') return drawn.input[variable.neuron]!;
    if (variable.kind === 'weight') return drawn.weights[variable.layer - 1]![variable.to]![variable.from]!;
    return drawn.biases[variable.layer - 1]![variable.neuron]!;
  });
  const closed = variables.list.flatMap((variable, place) =>
    variable.kind === 'gate' && !drawn.gates[variable.layer - 1]![variable.neuron] ? [place] : [],
  );
  variables.work.spend(sum.size);
  let total = ZERO;
  for (const [monomial, coefficient] of sum) {
    if (closed.some((place) => monomial.charCodeAt(place) > 0)) continue;
    let term = coefficient;
    for (const [place, value] of values.entries()) {
      const exponent = monomial.charCodeAt(place);
      if (exponent > 0) term = multiply(term, power(value, exponent));
    }
    total = add(total, term);
  }
  return total;
}

function polynomial(terms: readonly Term[], value: (observable: Observable) => Rational): Rational {
  return terms.reduce((total, { coefficient, powers }) => {
    let term = coefficient;
    for (const o of OBSERVABLES) if (powers[o]) term = multiply(term, power(value(o), powers[o]));
    return add(total, term);
  }, ZERO);
}
