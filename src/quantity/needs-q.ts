import { contains, type Expression } from '../expression/index.ts';
import type { Observable } from '../network/observables.ts';

const DRIFTS: ReadonlySet<string> = new Set<Observable>(['Q', 'Qww', 'Qwb', 'Qbw', 'Qbb']);

/** Whether quantities, or bodies of E(...), speak of Q or a part of it, which takes every weight of a network. */
export const needsQ = (expressions: readonly Expression[]): boolean =>
  expressions.some((one) => contains(one, (part) => part.kind === 'symbol' && DRIFTS.has(part.name)));
