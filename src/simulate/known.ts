import { OBSERVABLES, type Observable } from '../network/observables.ts';
import type { Drawn } from './run.ts';
import { POSTERIORS } from './sampler.ts';

/** Of a sample, what has a mean that is known otherwise: a posterior of the sampler, or a product of observables, by its factors. */
export type Known = (typeof POSTERIORS)[number] | readonly Observable[];

/** Reads it, weighed back. */
export function knownReader(known: Known): (observables: Float64Array, drawn: Drawn) => number {
  if (typeof known === 'string') {
    const group = POSTERIORS.indexOf(known);
    return (_, { posteriors }) => posteriors[group]!;
  }
  const places = known.map((name) => OBSERVABLES.indexOf(name));
  return (observables, { weight }) =>
    places.reduce((product, place) => product * observables[place]!, weight);
}

export function knownText(known: Known): string {
  if (typeof known === 'string') return `share ${POSTERIORS.indexOf(known) + 1} of the mixture`;
  const powers = [...new Set(known)].map((name) => {
    const power = known.filter((other) => other === name).length;
    return power === 1 ? name : `${name}^${power}`;
  });
  return `E(${powers.join('*') || '1'})`;
}
