import { describe, expect, test } from 'vitest';
import { children, type Expression, formatExpression } from '../../src/expression/index.ts';
import { type Mutation, mutationsOf } from '../../src/mutation/mutations.ts';
import { EVERY_KIND, parsed, SCOPE } from './expressions.ts';

const mutations = (text: string): Mutation[] => mutationsOf(parsed(text), SCOPE);

/** What stands at a path. */
const at = (node: Expression, [part, ...rest]: readonly number[]): Expression =>
  part === undefined ? node : at(children(node)[part]!, rest);

describe('every mutation of a formula, written by hand', () => {
  test.each([
    ['2*d', '2/d | 2 | d | 3*d | 1*d | 4*d | (-2)*d | 2*k'],
    ['d - 1', 'd + 1 | d | -1 | k - 1 | d - 2 | d - 0 | d - (-1)'],
    ['r^0', 'r | a^0 | r^1 | r^(-1)'],
    ['n[0]', 'n[1]'],
    [
      'Sum(j, 1, d, n[j])',
      [
        'Prod(j, 1, d, n[j])',
        'Sum(j, 2, d, n[j]) | Sum(j, 0, d, n[j])',
        'Sum(j, 1, k, n[j]) | Sum(j, 1, d + 1, n[j]) | Sum(j, 1, d - 1, n[j])',
        'Sum(j, 1, d, n[d]) | Sum(j, 1, d, n[k]) | Sum(j, 1, d, n[j + 1]) | Sum(j, 1, d, n[j - 1])',
      ].join(' | '),
    ],
    ['E(K^2)', 'E(K) | E(Kw^2) | E(Kb^2) | E(K^3) | E(K^1)'],
    ['E(f)/d', 'E(f)*d | E(f) | 1/d | E(f^2)/d | E(f)/k'],
    ['PathMoment(f^2)', 'PathMoment(f) | PathMoment(f^3) | PathMoment(f^1)'],
    ['MeetingMean(r)', 'MeetingMean(a)'],
    [
      'PMoved(d, r, 3)',
      'PMoved(k, r, 3) | PMoved(d, a, 3) | PMoved(d, r, 4) | PMoved(d, r, 2) | PMoved(d, r, 6) | PMoved(d, r, (-3))',
    ],
  ])('%s', (text, expected) => {
    expect(mutations(text).map(({ expression }) => formatExpression(expression))).toEqual(
      expected.split(' | '),
    );
  });
});

describe('a mutation', () => {
  test.each(EVERY_KIND)('of %s: differs in the place that it names, and only there', (text) => {
    const original = parsed(text);
    for (const { path, before, after, expression } of mutations(text)) {
      expect(formatExpression(at(original, path))).toBe(before);
      expect(formatExpression(at(expression, path))).toBe(after);
      expect(after).not.toBe(before);
      for (const depth of path.keys()) {
        const [own, changed] = [at(original, path.slice(0, depth)), at(expression, path.slice(0, depth))];
        const part = path[depth]!;
        expect(changed.kind).toBe(own.kind);
        expect(children(changed).toSpliced(part, 1)).toEqual(children(own).toSpliced(part, 1));
      }
    }
  });

  test.each(EVERY_KIND)('of %s: is there once, and the same every time', (text) => {
    const listed = mutations(text);
    const keys = listed.map(({ path, after }) => `${path} ${after}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(mutations(text)).toEqual(listed);
  });

  test('reaches every constant and every symbol', () => {
    const formula = '1 + (d + 2)*exp(-3*r)/max(n[4], Sum(j, 5, k, j^6 - a))';
    const leaves = (node: Expression): string[] =>
      children(node).length === 0 ? [formatExpression(node)] : children(node).flatMap(leaves);
    const changed = new Set(mutations(formula).map(({ before }) => before));
    expect(leaves(parsed(formula)).filter((leaf) => !changed.has(leaf))).toEqual([]);
  });
});
