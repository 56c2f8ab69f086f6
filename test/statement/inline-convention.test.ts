import { describe, expect, test } from 'vitest';
import { rational } from '../../src/rational/rational.ts';
import { readConventions } from '../../src/statement/convention.ts';
import { readStatement } from '../../src/statement/read.ts';
import { change, conventions, FILE, problem, read } from './files.ts';

/** hanin-nica-2019 with sigma_w2 = 3, written out. */
const MINE = `{ name: mine, parametrization: standard, sigma_w2: 3, sigma_b2: 0, bias_gradient: 1,
  output_sigma_w2: sigma_w2, output_bias: no, output_activation: linear }`;
const own = (text: string): string => change('convention: hanin-nica-2019', `convention: ${text}`);
const INLINE = own(MINE);
const VARIANTS = 'variants: [{ convention: mine, gates: relu, expect: refuted }]\n';

test('a statement may write its convention out', () => {
  expect(read(INLINE).cases[0].convention).toEqual({
    name: 'mine',
    title: 'of this statement alone',
    source: 'a.yaml',
    parametrization: 'standard',
    sigmaW2: rational(3),
    sigmaB2: rational(0),
    biasGradient: rational(1),
    outputSigmaW2: 'sigma_w2',
    outputBias: false,
    outputActivation: 'linear',
    mu4: rational(3),
  });
});

test('a variant names it, and a variant may write out another', () => {
  const [first, named] = read(`${INLINE}${VARIANTS}`).cases;
  expect(named?.convention).toEqual(first.convention);
  const other = `variants: [{ convention: ${MINE.replace('mine', 'other')}, gates: fair, expect: refuted }]\n`;
  expect(read(`${FILE}${other}`).cases.map(({ convention }) => convention.name)).toEqual([
    'hanin-nica-2019',
    'other',
  ]);
});

describe('what is wrong with one is said with its place', () => {
  test.each([
    [
      'a name that is taken',
      own(MINE.replace('mine', 'ntk')),
      "4:21 convention.name: there is a convention 'ntk' already; give this one another name, or use that one by its name",
    ],
    [
      'the same name for a second',
      `${INLINE}variants: [{ convention: ${MINE}, gates: relu, expect: refuted }]\n`,
      "16:34 variants.0.convention.name: there is a convention 'mine' already; give this one another name, or use that one by its name",
    ],
    ['no name', own(MINE.replace('name: mine, ', '')), '4:13 convention.name: missing; wanted a text'],
    [
      'a name with a capital',
      own(MINE.replace('mine', 'Mine')),
      '4:21 convention.name: found "Mine"; wanted a name of small letters, digits and "-"',
    ],
    [
      'a choice that is left out',
      own(MINE.replace('sigma_b2: 0, ', '')),
      '4:13 convention.sigma_b2: missing; wanted a text or a number',
    ],
    [
      'a field that is none',
      own(MINE.replace('mine,', 'mine, sigma_w: 2,')),
      "4:27 convention.sigma_w: unknown field 'sigma_w'; remove it or correct its name",
    ],
    [
      'a variance of 0',
      own(MINE.replace('sigma_w2: 3', 'sigma_w2: 0')),
      "4:64 convention.sigma_w2: found '0'; wanted a rational > 0 or free",
    ],
    [
      'a fourth moment that no law has',
      own(MINE.replace('linear }', 'linear, mu_4: 1/2 }')),
      "5:80 convention.mu_4: found '1/2'; wanted a rational >= 1 or free",
    ],
    [
      'a parameter that is free and not declared',
      own(MINE.replace('sigma_w2: 3', 'sigma_w2: free')),
      "4:13 convention: convention 'mine' leaves sigma_w2 free; declare it in the domain",
    ],
    [
      'a list',
      own('[ntk]'),
      '4:13 convention: found ["ntk"]; wanted the name of a convention, one with all its fields, or { like: name } and what differs',
    ],
  ])('%s', (_, text, expected) => expect(problem(text)).toBe(expected));
});

describe('a file of conventions', () => {
  const rows = (name: string): string =>
    `${name}:\n  title: a test\n  source: me\n  ${MINE.replace(/^. name: mine, | }$/g, '').replaceAll(/,\s*/g, '\n  ')}\n`;

  test('adds to those that are known', () => {
    const all = readConventions('mine.yaml', rows('mine'), conventions);
    expect(all.size).toBe(conventions.size + 1);
    const statement = readStatement('a.yaml', own('mine'), all);
    expect(statement.cases[0].convention).toEqual({
      ...read(INLINE).cases[0].convention,
      title: 'a test',
      source: 'me',
    });
  });

  test('may not say anew what is known', () => {
    expect(problem(rows('ntk'), (text) => readConventions('mine.yaml', text, conventions))).toBe(
      "1:1 ntk: there is a convention 'ntk' already; give this one another name, or use that one by its name",
    );
  });
});
