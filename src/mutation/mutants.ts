import { type Expression, formatExpression, freeNames, type Parsed } from '../expression/index.ts';
import { isKnownBefore } from '../statement/read-domain.ts';
import type { Claim, Domain, Relation, Statement } from '../statement/statement.ts';
import { type Mutation, mutationsOf } from './mutations.ts';
import { type Source, sourceOf, writtenOut } from './source.ts';

/** A statement that differs from another in one place. */
export interface Mutant {
  /** Where: `claims[0].formula`, `let.a`, `domain.d`; then the parts of the expression on the way, as in `/1/0`. */
  readonly place: string;
  readonly rule: string;
  readonly before: string;
  readonly after: string;
  readonly statement: Statement;
  /** The claims that read differently, by their index. */
  readonly claims: readonly number[];
}

const WHOLE: ReadonlySet<string> = new Set(['integer', 'width']);

/** Every mutant of a statement: of the claims, of the abbreviations where they are defined, of what the domain computes. */
export function mutantsOf(statement: Statement): Mutant[] {
  const source = sourceOf(statement);
  const { definitions, claims, domain } = statement;
  const names = [...definitions.keys()];
  return [
    ...claims.flatMap((claim, index) => claimMutants(statement, source, claim, index)),
    ...names.flatMap((name, at) =>
      mutationsOf(source.definitions.get(name)!, namesIn(domain, names.slice(0, at))).flatMap((mutation) =>
        definitionMutant(statement, source, name, mutation),
      ),
    ),
    ...[...domain.ranges].flatMap(([name, range]) =>
      range.kind === 'equals' ? domainMutants(statement, name, range.value) : [],
    ),
  ];
}

/** The names that may stand for one another. */
function namesIn({ ranges }: Domain, abbreviations: readonly string[]) {
  const scalars = [...ranges].filter(([, { kind }]) => kind !== 'widths');
  const isWhole = (name: string, kind: string): boolean => name === 'd' || WHOLE.has(kind);
  return {
    integers: scalars.filter(([name, { kind }]) => isWhole(name, kind)).map(([name]) => name),
    reals: [
      ...scalars.filter(([name, { kind }]) => !isWhole(name, kind)).map(([name]) => name),
      ...abbreviations,
    ],
  };
}

/** Texts of long formulas take longer to write than to evaluate: only when asked for. */
const parsedAs = (parsed: Parsed, expression: Expression): Parsed => ({
  ...parsed,
  get text() {
    return formatExpression(expression);
  },
  expression,
});

const described = (where: string, { rule, path, before, after }: Mutation) => ({
  place: [where, ...path].join('/'),
  rule,
  before,
  after,
});

function claimMutants(statement: Statement, source: Source, claim: Claim, index: number): Mutant[] {
  const { domain, definitions } = statement;
  const scope = namesIn(domain, [...definitions.keys()]);
  const written = new Map([...definitions].map(([name, { expression }]) => [name, expression]));
  const changed = (part: object): Pick<Mutant, 'statement' | 'claims'> => ({
    statement: { ...statement, claims: statement.claims.with(index, { ...claim, ...part }) },
    claims: [index],
  });
  const sides = (['quantity', 'formula'] as const).flatMap((side) =>
    mutationsOf(source.claims[index]![side], scope).flatMap((mutation): Mutant[] => {
      const expression = writtenOut(mutation.expression, written);
      if (!expression) return [];
      return [
        {
          ...described(`claims[${index}].${side}`, mutation),
          ...changed({ [side]: parsedAs(claim[side], expression) }),
        },
      ];
    }),
  );
  const { constants } = claim;
  const ends = constants
    ? (['low', 'high'] as const).flatMap((end) =>
        mutationsOf(constants[end].expression, { integers: [], reals: [] }).map(
          (mutation): Mutant => ({
            ...described(`claims[${index}].constants.${end}`, mutation),
            ...changed({ constants: { ...constants, [end]: parsedAs(constants[end], mutation.expression) } }),
          }),
        ),
      )
    : [];
  return [...sides, ...ends, ...wordMutants(claim, index, changed)];
}

const OPPOSITE: Partial<Record<Relation, Relation>> = { 'at-most': 'at-least', 'at-least': 'at-most' };

/** The order of an asymptotic claim one higher (one lower follows from it), and the other side of a bound. */
function wordMutants(
  { relation, order }: Claim,
  index: number,
  changed: (part: object) => Pick<Mutant, 'statement' | 'claims'>,
): Mutant[] {
  const opposite = OPPOSITE[relation];
  const word = (field: string, before: string | number, after: string | number): Mutant => ({
    place: `claims[${index}].${field}`,
    rule: field,
    before: String(before),
    after: String(after),
    ...changed({ [field]: after }),
  });
  return [
    ...(order === undefined ? [] : [word('order', order, order + 1)]),
    ...(opposite ? [word('relation', relation, opposite)] : []),
  ];
}

/** One abbreviation changed, and everything that uses it written out again. */
function definitionMutant(statement: Statement, source: Source, name: string, mutation: Mutation): Mutant[] {
  const written = new Map([...statement.definitions].map(([key, { expression }]) => [key, expression]));
  const touched = new Set([name]);
  const uses = (expression: Expression): boolean =>
    [...freeNames(expression).symbols].some((symbol) => touched.has(symbol));
  let seen = false;
  for (const [key, own] of source.definitions) {
    seen ||= key === name;
    if (!seen || (key !== name && !uses(own))) continue;
    const expression = writtenOut(key === name ? mutation.expression : own, written);
    if (!expression) return [];
    touched.add(key);
    written.set(key, expression);
  }
  const claims: number[] = [];
  const rewritten: Claim[] = [];
  for (const [index, claim] of statement.claims.entries()) {
    const { quantity, formula } = source.claims[index]!;
    if (!uses(quantity) && !uses(formula)) {
      rewritten.push(claim);
      continue;
    }
    const [left, right] = [writtenOut(quantity, written), writtenOut(formula, written)];
    if (!left || !right) return [];
    claims.push(index);
    rewritten.push({
      ...claim,
      quantity: parsedAs(claim.quantity, left),
      formula: parsedAs(claim.formula, right),
    });
  }
  if (claims.length === 0) return [];
  return [{ ...described(`let.${name}`, mutation), statement: { ...statement, claims: rewritten }, claims }];
}

function domainMutants(statement: Statement, name: string, value: Parsed): Mutant[] {
  const { domain } = statement;
  const known = [...domain.ranges].filter(([other]) => isKnownBefore(domain.ranges, name, other));
  const scope = namesIn({ ranges: new Map(known) }, []);
  return mutationsOf(value.expression, scope).map((mutation) => {
    const range = { kind: 'equals', value: parsedAs(value, mutation.expression) } as const;
    const ranges = new Map(domain.ranges).set(name, range);
    return {
      ...described(`domain.${name}`, mutation),
      statement: { ...statement, domain: { ...domain, ranges } },
      claims: statement.claims.map((_, index) => index),
    };
  });
}
