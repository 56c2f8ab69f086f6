import { formatExpression } from '../../expression/index.ts';
import { formatInterval } from '../../statement/domain.ts';
import type { Case, Range, Statement } from '../../statement/statement.ts';
import type { Growth, ReadClaim } from './claim.ts';
import type { Understood } from './understand.ts';

/** A claim of a statement as one that was typed, with its abbreviations written out; of one within constants, whose own ones are kept. */
export function claimOf(statement: Statement, index: number, own: Case): Understood {
  const { quantity, formula, relation, order, as } = statement.claims[index]!;
  const texts = {
    quantity: formatExpression(quantity.expression),
    formula: formatExpression(formula.expression),
  };
  const { ranges, where } = statement.domain;
  const growth: Growth = as === 'd' ? 'd' : ranges.get('d')?.kind === 'equals' ? 'd/n' : 'n';
  const isLimit = relation === 'tends-to' || relation === 'asymptotic';
  const claim: ReadClaim = {
    input: `${quantity.text} ${relation} ${formula.text}`,
    ...texts,
    relation,
    ...(order !== undefined && { order }),
    places: { quantity: [], formula: [] },
    conditions: [],
    notes: [],
  };
  const alone: Statement = { ...statement, claims: [statement.claims[index]!], cases: [own] };
  return {
    claim,
    setting: {
      convention: own.convention,
      gates: own.gates,
      where: where && formatExpression(where.expression),
      domain: Object.fromEntries([...ranges].map(([name, range]) => [name, rangeText(range)])),
      ...(isLimit && { growth }),
    },
    readings: [{ growth: isLimit ? growth : undefined, statement: alone }],
    isNarrowed: false,
  };
}

/** A range as statement files write it. */
function rangeText(range: Range): string {
  if (range.kind === 'equals') return `{ equals: ${JSON.stringify(range.value.text)} }`;
  return `{ ${range.kind}: ${JSON.stringify(formatInterval(range.interval))} }`;
}
