import type { WeightLaw } from '../random/laws.ts';
import type { KernelPart, Method } from '../simulate/sampler.ts';
import type { KernelForm } from './kernel-form.ts';

/** A sampler, what it tilts by if it does, and why it. */
export interface Choice {
  readonly method: Method;
  readonly power: number;
  readonly part: KernelPart;
  readonly reason: string;
}

/** What a choice rests on, for each E(...) that is to be estimated. */
export interface Wanted {
  /** Whether its body speaks of Q. */
  readonly needsQ: boolean;
  /** Its body as a form in K and its parts, if it is one. */
  readonly form: KernelForm | undefined;
  /** Var X/(E X)^2 of a plain draw, if it is known. */
  readonly relativeVariance: number | undefined;
}

/**
 * A tilted sample costs some four collapsed ones, and the relative variance of a power of its own part is below 1 at
 * every depth and width that was tried: above this it is the cheaper one. Of other forms it is larger.
 */
const HEAVY = { own: 4, other: 40 } as const;

/** The cheapest sampler that knows everything that is wanted, all of it in one run. */
export function chooseMethod(wanted: readonly Wanted[], law: WeightLaw = 'gaussian'): Choice {
  const plain = (method: Method, reason: string): Choice => ({ method, power: 2, part: 'K', reason });
  if (law !== 'gaussian') return plain('dense', `only dense draws ${law} weights`);
  if (wanted.some(({ needsQ }) => needsQ))
    return plain('dense', 'only networks drawn weight by weight know Q');
  const form = commonForm(wanted);
  if (form) {
    const tilted = (reason: string): Choice => ({ method: 'tilted-collapsed', ...form, reason });
    if (wanted.some(({ relativeVariance }) => relativeVariance === undefined))
      return tilted('the exact variance is not known, and this has bounds of its own');
    if (wanted.some(isHeavy)) return tilted('plain samples are too heavy-tailed');
  }
  return plain('collapsed', 'the cheapest that is exact in law, O(1) variates a layer');
}

/** The power and part of K that all of them are forms in. */
function commonForm(wanted: readonly Wanted[]): { power: number; part: KernelPart } | undefined {
  const [first, ...others] = wanted.map(({ form }) => form);
  if (!first || others.some((form) => form?.power !== first.power)) return undefined;
  const { power, part } = first;
  return { power, part: others.every((form) => form!.part === part) ? part : 'K' };
}

function isHeavy({ form, relativeVariance }: Wanted): boolean {
  return relativeVariance! > (form!.least === form!.most ? HEAVY.own : HEAVY.other);
}
