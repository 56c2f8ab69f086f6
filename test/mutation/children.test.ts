import { describe, expect, test } from 'vitest';
import { children, type Expression } from '../../src/expression/index.ts';
import { withChild } from '../../src/mutation/children.ts';
import { EVERY_KIND, parsed } from './expressions.ts';

const OTHER: Expression = { kind: 'symbol', name: 'other' };
const all = EVERY_KIND.map((text) => [text, parsed(text)] as const);

describe('an expression with one part replaced', () => {
  test.each(all)('%s: by the same part is the same', (_, node) => {
    for (const [place, child] of children(node).entries())
      expect(withChild(node, place, child)).toEqual(node);
  });

  test.each(all)('%s: has the new part there, and the others as they were', (_, node) => {
    const before = structuredClone(node);
    for (const place of children(node).keys()) {
      const changed = withChild(node, place, OTHER);
      expect(children(changed)).toEqual(children(node).with(place, OTHER));
      expect(changed.kind).toBe(node.kind);
    }
    expect(node).toEqual(before);
  });

  test.each(['2', 'pi', 'r'])('%s has no parts', (text) => {
    expect(() => withChild(parsed(text), 0, OTHER)).toThrow(TypeError);
  });
});
