import fc from 'fast-check';
import type { AgreementEffort } from './agreement.ts';
import { type Architecture, compareSize, meetsCondition } from './architecture.ts';
import { farArchitectures } from './directions.ts';
import { architectures } from './draw.ts';
import { smallestArchitectures } from './smallest.ts';
import type { Subject } from './subject.ts';

/** Small, random, and deep or wide architectures of a subject's domain, by size. */
export function architecturesOf(
  { statement, seed }: Subject,
  { enumerated, drawn }: Pick<AgreementEffort, 'enumerated' | 'drawn'>,
  sizes: readonly number[],
): Architecture[] {
  const { domain } = statement;
  const random = fc.sample(architectures(domain), { seed: seed % 2 ** 31, numRuns: drawn });
  const others = [...farArchitectures(domain, { sizes, depths: [], widths: [] }), ...random];
  return [
    ...smallestArchitectures(statement, enumerated),
    ...others.filter((candidate) => meetsCondition(statement, candidate)),
  ].sort(compareSize);
}
