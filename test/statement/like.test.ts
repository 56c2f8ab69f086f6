import { describe, expect, test } from 'vitest';
import { ONE, rational } from '../../src/rational/rational.ts';
import { readConventions } from '../../src/statement/convention.ts';
import { change, conventions, FILE, problem, read } from './files.ts';

const like = (text: string): string => change('convention: hanin-nica-2019', `convention: ${text}`);
const UNIT = '{ like: hanin-nica-2019, output_sigma_w2: 1 }';
const base = conventions.get('hanin-nica-2019')!;

describe('a convention that is like another', () => {
  test('has its fields, but for those that it says', () => {
    const { notes: _, ...others } = base;
    expect(read(like(UNIT)).cases[0].convention).toEqual({
      ...others,
      name: 'hanin-nica-2019+output_sigma_w2=1',
      title: 'hanin-nica-2019 with output_sigma_w2 = 1',
      source: 'a.yaml',
      outputSigmaW2: ONE,
    });
  });

  test('may change a number to zero, a word, and a yes to a no', () => {
    const found = read(
      like(
        '{ name: mine, like: hanin-nica-2019, bias_gradient: 0, output_bias: no, output_activation: relu }',
      ),
    ).cases[0].convention;
    expect(found).toMatchObject({
      name: 'mine',
      biasGradient: rational(0),
      outputBias: false,
      outputActivation: 'relu',
      outputSigmaW2: rational(2),
    });
  });

  test('may be written again in a variant, under other gates', () => {
    const file = `${like(UNIT)}variants: [{ convention: ${UNIT}, gates: relu, expect: refuted }]\n`;
    const [own, variant] = read(file).cases;
    expect(variant!.convention).toEqual(own.convention);
  });

  test('may be a row of a file, like one above it', () => {
    const rows = `one: { title: t, source: me, like: hanin-nica-2019, sigma_w2: 3 }\ntwo: { title: u, source: me, like: one, sigma_b2: 1 }\n`;
    const all = readConventions('mine.yaml', rows, conventions);
    expect(all.get('two')).toMatchObject({ title: 'u', sigmaW2: rational(3), sigmaB2: ONE });
  });

  test.each([
    [
      'one that nobody knows',
      like('{ like: hanin, sigma_w2: 1 }'),
      `4:21 convention.like: unknown convention 'hanin'; known: ${[...conventions.keys()].join(', ')}`,
    ],
    ['nothing changed', like('{ like: ntk }'), '4:13 convention: changes nothing; write convention: ntk'],
    [
      'a field that is none',
      like('{ like: hanin-nica-2019, output_sigma: 1 }'),
      "4:38 convention.output_sigma: unknown field 'output_sigma'; remove it or correct its name",
    ],
    [
      'a variance of 0',
      like('{ like: hanin-nica-2019, output_sigma_w2: 0 }'),
      "4:55 convention.output_sigma_w2: found '0'; wanted a rational > 0 or free or sigma_w2",
    ],
    [
      'a list for a number',
      like('{ like: hanin-nica-2019, output_sigma_w2: [1] }'),
      '4:55 convention.output_sigma_w2: found ["1"]; wanted a text or a number',
    ],
    [
      'a name that is taken',
      like('{ name: ntk, like: hanin-nica-2019, sigma_w2: 1 }'),
      "4:21 convention.name: there is a convention 'ntk' already; give this one another name, or use that one by its name",
    ],
    [
      'a parameter that is free and not declared',
      like('{ like: hanin-nica-2019, sigma_w2: free }'),
      "4:13 convention: convention 'hanin-nica-2019+sigma_w2=free' leaves sigma_w2 free; declare it in the domain",
    ],
  ])('%s', (_, text, expected) => expect(problem(text)).toBe(expected));

  test('a file that has none of it is read as before', () => expect(problem(FILE)).toBe('nothing'));
});
