import type { Chain, Display, Relation } from '../../latex/index.ts';
import type { Growth, ReadClaim } from './claim.ts';

/** A link of a chain as a claim, or why it is none. */
export type ChainLink =
  | {
      readonly from: string;
      readonly to: string;
      readonly relation: ReadClaim['relation'];
      readonly order?: number;
      readonly growth?: Growth;
      readonly at: number;
      /** Where the characters of the sides stand. */
      readonly places: readonly [number, number];
      readonly notes: readonly string[];
    }
  | { readonly problem: string; readonly at: number };

/** The links of what was read, each side against the next one. */
export function linksOf(chain: Chain): ChainLink[] {
  return chain.relations.map((relation, index): ChainLink => {
    const { at } = relation;
    const remainder = chain.remainders.find(({ side }) => side === index + 1);
    const early = chain.remainders.find(({ side }) => side === index);
    const order = remainder && orderOf(remainder.order);
    if (early && index === 0)
      return { problem: 'a remainder O(…) stands on the left; put it on the right', at };
    if (remainder && order === undefined)
      return { problem: `the remainder is O(1/n), O(1/n^2), …, not O(${remainder.order})`, at: remainder.at };
    const meant = meaningOf(relation, chain.limit.length > 0);
    if ('problem' in meant) return { ...meant, at };
    if (order !== undefined && meant.relation !== 'equals' && meant.relation !== 'asymptotic')
      return { problem: 'a remainder O(…) goes with =', at };
    const [left, right] = [chain.sides[index]!, chain.sides[index + 1]!];
    return {
      from: left.text,
      to: right.text,
      relation: order === undefined ? meant.relation : 'asymptotic',
      ...(order !== undefined && { order }),
      ...(chain.limit.length > 0 && growthOf(chain.limit)),
      at,
      places: [left.from, right.from],
      notes: meant.note === undefined ? [] : [meant.note],
    };
  });
}

type Meant =
  | { readonly relation: ReadClaim['relation']; readonly note?: string }
  | { readonly problem: string };

function meaningOf({ kind, sign, meaning }: Relation, isLimit: boolean): Meant {
  if (isLimit) return { relation: 'tends-to' };
  switch (meaning) {
    case 'equals':
    case 'at-most':
    case 'at-least':
    case 'tends-to':
    case 'asymptotic':
    case 'within-constants':
      return { relation: meaning };
    default:
  }
  if (kind === 'similar')
    return { relation: 'similar', note: `${sign} is read as: the quotient of the sides tends to 1` };
  if (kind === 'below') return { relation: 'at-most', note: '< is decided as <=' };
  if (kind === 'above') return { relation: 'at-least', note: '> is decided as >=' };
  return {
    problem: `${sign} says different things in different papers; declare it, as in relations: { '${sign}': within-constants }, or write \\sim (the quotient tends to 1)`,
  };
}

/** 1/n^m. */
function orderOf(text: string): number | undefined {
  const found =
    /^1\/n(?:\^(\d))?$/.exec(text.replaceAll(' ', '')) ?? /^n\^\(?-(\d)\)?$/.exec(text.replaceAll(' ', ''));
  return found ? Number(found[1] ?? 1) : undefined;
}

/** What \lim says that grows. */
function growthOf(words: readonly string[]): { readonly growth?: Growth } {
  const [word = ''] = words;
  if (/^n\\to/.test(word)) return { growth: 'n' };
  return /^d\\to/.test(word) ? { growth: 'd' } : {};
}

/** What is said beside a claim, n >= 2, as conditions of its domain; undefined for what is no condition. */
export function conditionsOf({ conditions }: Pick<Display, 'conditions'>): string[] {
  const signs: Readonly<Record<string, string>> = {
    'at-least': '>=',
    'at-most': '<=',
    below: '<',
    above: '>',
    equals: '==',
  };
  return conditions.flatMap(({ sides, relations }) =>
    relations.flatMap(({ kind }, index) => {
      const sign = signs[kind];
      return sign === undefined ? [] : [`${sides[index]!.text} ${sign} ${sides[index + 1]!.text}`];
    }),
  );
}
