import { describe, expect, test } from 'vitest';
import {
  findEquation,
  type LatexError,
  makeTable,
  readDocument,
  readEquation,
} from '../../src/latex/index.ts';
import { said } from './read.ts';

const tex = String.raw;
const read = (body: string) =>
  readDocument(`${tex`\documentclass{article}\begin{document}`}\n${body}\n${tex`\end{document}`}`);
const inner = (body: string): string[] =>
  read(body).equations.map((equation) => {
    const reading = readEquation(read(body), equation, makeTable());
    return reading.kind === 'read' ? said(reading.display) : reading.error.message;
  });

describe('the displayed equations of a paper', () => {
  test.each([
    [tex`\[d\]`],
    ['$$d$$'],
    [tex`\begin{equation}d\end{equation}`],
    [tex`\begin{equation*}d\end{equation*}`],
    [tex`\begin{align}d\end{align}`],
    [tex`\begin{gather*}d\end{gather*}`],
    [tex`\begin{multline}d\end{multline}`],
    [tex`\begin{eqnarray}d\end{eqnarray}`],
    [tex`\begin{displaymath}d\end{displaymath}`],
    [tex`\begin{equation}\begin{split}d\end{split}\end{equation}`],
    [tex`\[\begin{aligned}d\end{aligned}\]`],
    [tex`\def\beq{\begin{equation}}\def\eeq{\end{equation}}\beq d\eeq`],
  ])('%s', (body) => {
    expect(inner(body)).toEqual(['d']);
  });

  test('columns of align are formulas of their own, those of eqnarray are not', () => {
    expect(inner(tex`\begin{align}d&=n&r&=1\end{align}`)).toEqual(['d {equals} n ; r {equals} 1']);
    expect(inner(tex`\begin{eqnarray}d&=&n\\&\leq&r\end{eqnarray}`)).toEqual(['d {equals} n {at-most} r']);
  });

  test.each([
    ['a comment', '% \\[d\\]\n'],
    ['verbatim', tex`\begin{verbatim}\[d\]\end{verbatim}`],
    ['a comment environment', tex`\begin{comment}\[d\]\end{comment}`],
    ['\\verb', tex`\verb|\[d\]|`],
    ['what is switched off', tex`\iffalse\[d\]\fi`],
    ['inline mathematics', '$d$ and \\(d\\)'],
    ['a definition', tex`\newcommand{\a}{\[d\]}`],
    ['text after the end', tex`\end{document}\[d\]`],
  ])('%s is none', (_, body) => {
    expect(inner(body)).toEqual([]);
    expect(read(body).problems).toEqual([]);
  });

  test.each([
    ['\\[', tex`\[ d +`],
    ['$$', '$$ d +'],
    ['an environment', tex`\begin{align} d +`],
  ])('an unclosed %s is an error of its own and swallows nothing', (_, open) => {
    for (const between of ['\n\n', tex` \section{A} `, ' ']) {
      const paper = read(`${open}${between}${tex`\[n\]\begin{equation}r\end{equation}`}`);
      if (open === '$$ d +' && between === ' ') continue;
      expect(paper.equations.map(({ content }) => (content as LatexError).found ?? 'read')).toEqual([
        expect.stringContaining('is not closed'),
        'read',
        'read',
      ]);
      expect(paper.problems).toHaveLength(1);
    }
  });

  test('an unclosed dollar swallows nothing', () => {
    const paper = read(tex`It costs 5$ and \[d\] and $n$ and \[r\]`);
    expect(paper.equations).toHaveLength(2);
    expect(paper.problems.map(({ error }) => error.message)).toEqual([expect.stringContaining("'$'")]);
  });

  test('a definition that is not closed swallows nothing', () => {
    const paper = read(tex`\newcommand{\a}{d \[d\]`.replace(tex`\[d\]`, tex`\[n\]`));
    expect(paper.equations).toHaveLength(1);
    expect(paper.problems).toHaveLength(1);
  });

  test('a later definition counts from where it stands', () => {
    const body = tex`\newcommand{\a}{d}\[\a\]\renewcommand{\a}{n}\[\a\]`;
    expect(inner(body)).toEqual(['d', 'n']);
  });
});

describe('what is known of an equation', () => {
  const paper = readDocument(tex`\documentclass{article}
% ntkcheck: gates: fair
\newtheorem{Satz}{Satz}
\begin{document}
\begin{equation}\label{eq:one}
d
\end{equation}
\begin{Satz}\label{S}
% ntkcheck: convention: one
% a remark
% ntkcheck: relation: two
\[n\]
and
\begin{align}
  r \label{a}\\
  1 \notag\\ % ntkcheck: in: it
  2 \tag{*} \\
  3 \label{b}
\end{align}
\end{Satz}
\begin{lemma} \[5\] \label{L} \end{lemma}
\[5,\]
\end{document}`);

  test('labels, numbers and lines', () => {
    expect(paper.equations.map(({ labels, numbers, lines }) => ({ labels, numbers, lines }))).toEqual([
      { labels: ['eq:one'], numbers: ['1'], lines: [5, 7] },
      { labels: [], numbers: [], lines: [12, 12] },
      { labels: ['a', 'b'], numbers: ['2', '*', '3'], lines: [14, 19] },
      { labels: [], numbers: [], lines: [21, 21] },
      { labels: [], numbers: [], lines: [22, 22] },
    ]);
  });

  test('the theorem around it, labelled before or after', () => {
    expect(paper.equations.map(({ theorem }) => theorem && `${theorem.label}/${theorem.position}`)).toEqual([
      undefined,
      'S/1',
      'S/2',
      'L/1',
      undefined,
    ]);
  });

  test('comments of ours, before it and in it', () => {
    expect(paper.equations.map(({ comments }) => comments.map(({ text }) => text))).toEqual([
      [],
      ['convention: one', 'relation: two'],
      ['in: it'],
      [],
      [],
    ]);
    expect(paper.comments).toEqual([{ text: 'gates: fair', line: 2 }]);
  });

  test('a key that layout, labels and punctuation leave as it is', () => {
    const keys = paper.equations.map(({ key }) => key);
    expect(keys[3]).toBe(keys[4]);
    expect(new Set(keys).size).toBe(4);
    const key = (body: string): string => read(body).equations[0]!.key;
    expect(key(tex`\begin{equation}\label{q} \left( d ~ \right),\end{equation}`)).toBe(key(tex`\[(d)\]`));
    expect(key(tex`\newcommand{\a}{d}\[\a\]`)).toBe(key(tex`\[d\]`));
  });

  test('it is found by label, place in a theorem, or hash', () => {
    expect(findEquation(paper, 'b')).toBe(paper.equations[2]);
    expect(findEquation(paper, 'S/2')).toBe(paper.equations[2]);
    expect(findEquation(paper, paper.equations[0]!.key.slice(0, 7))).toBe(paper.equations[0]);
    expect(findEquation(paper, paper.equations[3]!.key)).toBeUndefined();
    expect(findEquation(paper, 'nothing')).toBeUndefined();
  });

  test('numbers by section, and none where they are not known', () => {
    const numbers = (preamble: string, body: string): readonly string[] =>
      readDocument(`${preamble}${tex`\begin{document}`}${body}`).equations.flatMap((each) => [
        ...each.numbers,
      ]);
    const body = tex`\section{A}\begin{equation}d\end{equation}\section{B}\begin{equation}d\end{equation}`;
    expect(numbers(tex`\documentclass{amsart}\numberwithin{equation}{section}`, body)).toEqual([
      '1.1',
      '2.1',
    ]);
    expect(numbers(tex`\documentclass{book}`, body)).toEqual([]);
    expect(numbers(tex`\documentclass{article}\setcounter{equation}{7}`, body)).toEqual([]);
  });

  test('a refusal has the line of the paper', () => {
    const broken = readDocument(tex`\documentclass{article}
\begin{document}
\[
  d + \unknown
\]`);
    const reading = readEquation(broken, broken.equations[0]!, makeTable());
    expect(reading).toMatchObject({ kind: 'refused', error: { line: 4, column: 7 }, moments: false });
  });
});
