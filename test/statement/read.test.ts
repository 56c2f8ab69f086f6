import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatExpression } from '../../src/expression/index.ts';
import { rational } from '../../src/rational/rational.ts';
import { change, FILE, NTK, problem, read } from './files.ts';

describe('a good file', () => {
  test('gives its words, domain, claims and case', () => {
    const statement = read(FILE);
    expect(statement).toMatchObject({ id: 'TEST.mean', title: 'a test', source: { work: 'ntkcheck' } });
    expect([...statement.domain.ranges.keys()]).toEqual(['d', 'n', 'r']);
    const closed = { lowOpen: false, highOpen: false };
    expect(statement.domain.ranges.get('d')).toEqual({
      kind: 'integer',
      interval: { low: rational(1), ...closed },
    });
    expect(statement.domain.ranges.get('r')).toEqual({
      kind: 'rational',
      interval: { low: rational(0), ...closed },
    });
    expect(statement.claims).toMatchObject([
      { quantity: { text: 'E(K)' }, relation: 'equals', formula: { text: 'd*(1 + 2*r)' } },
    ]);
    expect(statement.cases).toMatchObject([
      { convention: { name: 'hanin-nica-2019' }, gates: 'fair', expect: 'supported' },
    ]);
  });

  test.each<[string, string, string]>([
    ['a byte order mark', FILE, `\ufeff${FILE}`],
    ['Windows line ends', FILE, FILE.replaceAll('\n', '\r\n')],
    ['an end marker', FILE, `${FILE}...\n`],
    ['a quoted interval for a pair', FILE, change('[0, inf]', '"[0, inf]"')],
    [
      'a decimal for a fraction',
      change('r: { rational: [0, inf] }', 'r: 1/2'),
      change('r: { rational: [0, inf] }', 'r: 0.50'),
    ],
    ['blanks in an interval', change('[0, inf]', '"(0, 2]"'), change('[0, inf]', '" ( 0,2 ] "')],
  ])('%s makes no difference', (_, one, other) => expect(read(other)).toEqual(read(one)));

  test('every scalar is the text that was written', () => {
    expect(read(change('TEST.mean', '12')).id).toBe('12');
    expect(read(change('a test', 'yes')).title).toBe('yes');
    expect(read(change('d*(1 + 2*r)', '0.10')).claims[0]!.formula.text).toBe('0.10');
  });

  test('abbreviations are written out, one in the other, and keep their value in a Sum', () => {
    const file = change('claims:', 'let:\n  a: 2*r\n  b: 1 + a\nclaims:');
    const statement = read(change('d*(1 + 2*r)', 'Sum(j, 1, d, b)', file));
    expect(formatExpression(statement.claims[0]!.formula.expression)).toBe('Sum(j, 1, d, 1 + 2*r)');
  });

  test('names that every JavaScript object has are names like any other', () => {
    const file = change('claims:', 'let:\n  constructor: 1 + 2*r\nclaims:');
    expect(read(change('d*(1 + 2*r)', 'd*constructor', file)).definitions.has('constructor')).toBe(true);
  });

  test('a symbol may be computed from others that come before it', () => {
    const file = change(
      'sigma_w2: 2\n  sigma_b2: 1',
      'sigma_b2: { equals: r/d }\n  sigma_w2: { equals: 2 + sigma_b2 }',
      NTK,
    );
    expect(read(file).domain.ranges.get('sigma_w2')).toMatchObject({ kind: 'equals' });
  });

  test('variants follow the case of the file itself', () => {
    const variant = '  - { convention: hanin-nica-2019, gates: relu, expect: refuted, why: dead layers }';
    const cases = read(change('domain:', `variants:\n${variant}\ndomain:`)).cases;
    expect(cases.map(({ gates, expect: word, why }) => [gates, word, why])).toEqual([
      ['fair', 'supported', undefined],
      ['relu', 'refuted', 'dead layers'],
    ]);
  });
});

describe('the library', () => {
  const folder = new URL('../../formulas/', import.meta.url);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter(
    (name) => name.endsWith('.yaml') && !['conventions.yaml', 'papers.yaml'].includes(name),
  );
  test.each(files)('%s reads', (name) => {
    expect(problem(readFileSync(new URL(name, folder), 'utf8'))).toBe('nothing');
  });
});

describe('cases', () => {
  const variants = (...rows: string[]): string =>
    change('domain:', `variants:\n${rows.map((row) => `  - { ${row}, expect: refuted }\n`).join('')}domain:`);
  const own = 'convention: hanin-nica-2019, gates: fair';
  const relu = 'convention: hanin-nica-2019, gates: relu';
  test.each([
    [
      'an unknown convention',
      change('hanin-nica-2019', 'hanin'),
      /^4:13 convention: unknown convention 'hanin'; known: ntk, /,
    ],
    [
      'a key of every object as a convention',
      change('hanin-nica-2019', 'constructor'),
      /^4:13 convention: unknown convention 'constr/,
    ],
    [
      'an unknown convention of a variant',
      variants('convention: x, gates: fair'),
      /^8:19 variants.0.convention: unknown convention 'x'; /,
    ],
    [
      'a convention that leaves a parameter',
      change('hanin-nica-2019', 'ntk'),
      /^4:13 .* leaves sigma_w2 free; declare it in the domain$/,
    ],
    [
      'a variant that leaves a parameter',
      variants('convention: ntk, gates: fair'),
      /^8:19 .* leaves sigma_w2 free; declare it/,
    ],
    [
      'a convention that fixes a parameter',
      change('  r:', '  sigma_w2: 2\n  r:'),
      /^10:3 .*'hanin-nica-2019' fixes sigma_w2; remove it from the domain$/,
    ],
    [
      'a variant that repeats the case',
      variants(own),
      /^8:5 variants.0: hanin-nica-2019, fair gates is listed twice$/,
    ],
    [
      'a variant that repeats a variant',
      variants(relu, relu),
      /^9:5 variants.1: hanin-nica-2019, relu gates is listed twice$/,
    ],
  ])('%s', (_, file, expected) => expect(problem(file)).toMatch(expected));
});

describe('claims', () => {
  const constants = (text: string, relation = 'within-constants'): string =>
    `${change('equals', relation)}    constants: ${text}\n`;
  const order = (text: string, relation = 'asymptotic'): string =>
    `${change('equals', relation)}    order: ${text}\n`;
  test.each([
    [
      'constants of another relation',
      constants('{ low: 1, high: 2 }', 'equals'),
      "15:16 claims.0.constants: only within-constants takes 'constants', not equals",
    ],
    [
      'no constants',
      change('equals', 'within-constants'),
      "13:15 claims.0.relation: within-constants needs 'constants: { low, high }'",
    ],
    [
      'one constant',
      constants('{ low: 1 }'),
      '15:16 claims.0.constants.high: missing; wanted a text or a number',
    ],
    [
      'constants in a symbol',
      constants('{ low: d, high: 2 }'),
      "15:23 claims.0.constants.low: unknown symbol 'd'; declared here: nothing",
    ],
    [
      'constants the wrong way round',
      constants('{ low: exp(1), high: 2 }'),
      '15:23 claims.0.constants.low: found exp(1), which is above high = 2',
    ],
    [
      'a constant without a value',
      constants('{ low: 1, high: 1/0 }'),
      '15:32 claims.0.constants.high: has no value: division by zero',
    ],
    [
      'an order of another relation',
      order('2', 'equals'),
      "15:12 claims.0.order: only asymptotic takes 'order', not equals",
    ],
    [
      'no order',
      change('equals', 'asymptotic'),
      "13:15 claims.0.relation: asymptotic needs 'order: m'; without one, claim that the ratio tends to 1: quantity: (…)/(…), relation: ->, formula: 1",
    ],
    ['an order of 0', order('0'), '15:12 claims.0.order: found "0"; wanted an integer from 1 to 9'],
    ['an order of 3/2', order('3/2'), '15:12 claims.0.order: found "3/2"; wanted an integer from 1 to 9'],
    ['a list as an order', order('[2]'), '15:12 claims.0.order: found ["2"]; wanted a text or a number'],
    [
      'an order in a list of widths',
      order('2'),
      '13:15 claims.0.relation: asymptotic takes one width n, as in n: { width: [1, inf] }',
    ],
    [
      'a limit in a list of widths',
      change('equals', 'tends-to'),
      '13:15 claims.0.relation: tends-to takes one width n, as in n: { width: [1, inf] }',
    ],
    [
      'no claim',
      `${FILE.split('claims:')[0]}claims: []\n`,
      '11:9 claims: found []; wanted at least one claim',
    ],
    [
      'a quantity without a moment',
      change('E(K)', 'd'),
      '12:15 claims.0.quantity: found no E(...) and no named quantity; a quantity is made of moments, such as E(K^2)',
    ],
    [
      'an observable outside E(...)',
      change('E(K)', 'd*K'),
      "12:17 claims.0.quantity: the observable 'K' is random; write it inside E(...)",
    ],
  ])('%s', (_, file, expected) => expect(problem(file)).toBe(expected));

  test('an order is a number', () => {
    expect(read(order('2').replace('widths', 'width')).claims[0]).toMatchObject({
      relation: 'asymptotic',
      order: 2,
    });
  });

  test('constants may be equal, and irrational', () => {
    expect(problem(constants('{ low: exp(1), high: exp(1) }'))).toBe('nothing');
  });
});
