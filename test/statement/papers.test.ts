import { describe, expect, test } from 'vitest';
import { readPapers } from '../../src/statement/papers.ts';

const papers = `a-paper:
  title: A paper
  items:
    - item: Theorem 1
      says: a mean
      statements: [A.T1.*]
    - item: Theorem 2
      says: nothing here
      undecided: it speaks of tastes
`;
const read = (text: string, ids = ['A.T1.mean']) => readPapers('papers.yaml', text, ids);
const message = (text: string, ids?: string[]): string => {
  try {
    read(text, ids);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('papers.yaml', () => {
  test('gives items in their order', () => {
    const [paper] = read(papers);
    expect(paper!.items.map(({ item, statements }) => [item, statements])).toEqual([
      ['Theorem 1', ['A.T1.*']],
      ['Theorem 2', []],
    ]);
  });

  test('a pattern that matches no statement is refused where it stands', () => {
    expect(message(papers, ['B.T1'])).toBe(
      "papers.yaml:6:20 a-paper.items.0.statements.0: no statement has an id like 'A.T1.*'",
    );
  });

  test('an item without statements says why', () => {
    expect(message(papers.replace('      undecided: it speaks of tastes\n', ''))).toMatch(
      /'Theorem 2' has no statements; say why in 'undecided'/,
    );
  });

  test('an unknown field is refused', () => {
    expect(message(papers.replace('says: a mean', 'sais: a mean'))).toMatch(/sais/);
  });
});
