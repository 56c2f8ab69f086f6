import type { Expression } from '../../src/expression/index.ts';
import { add, ONE } from '../../src/rational/rational.ts';

/** Every expression that differs from this one in a single place: a constant, a depth, a term, a sign or a part of the drift. */
export function* mutationsOf(node: Expression): Generator<Expression> {
  yield* mutationsHere(node);
  switch (node.kind) {
    case 'negate':
      for (const argument of mutationsOf(node.argument)) yield { ...node, argument };
      return;
    case 'element':
      for (const index of mutationsOf(node.index)) yield { ...node, index };
      return;
    case 'expectation':
      for (const body of mutationsOf(node.body)) yield { ...node, body };
      return;
    case 'call':
      for (const [place, argument] of node.arguments.entries()) {
        for (const mutant of mutationsOf(argument))
          yield { ...node, arguments: node.arguments.with(place, mutant) };
      }
      return;
    case 'fold':
      for (const from of mutationsOf(node.from)) yield { ...node, from };
      for (const to of mutationsOf(node.to)) yield { ...node, to };
      for (const body of mutationsOf(node.body)) yield { ...node, body };
      return;
    case 'named':
    case 'constant':
    case 'pi':
    case 'symbol':
      return;
    default:
      for (const left of mutationsOf(node.left)) yield { ...node, left };
      for (const right of mutationsOf(node.right)) yield { ...node, right };
  }
}

/** Another part of the drift. (Parts of K may coincide: without biases K is Kw.) */
const OTHER_PART: Readonly<Record<string, string>> = { Qww: 'Qwb', Qwb: 'Qww', Qbw: 'Qww', Qbb: 'Qww' };

const one: Expression = { kind: 'constant', value: ONE };

function* mutationsHere(node: Expression): Generator<Expression> {
  if (node.kind === 'constant') {
    yield { ...node, value: add(node.value, ONE) };
    yield { ...node, value: add(node.value, { num: -1n, den: 1n }) };
  }
  if (node.kind === 'symbol' && node.name === 'd') yield { kind: 'subtract', left: node, right: one };
  const other = node.kind === 'symbol' ? OTHER_PART[node.name] : undefined;
  if (other) yield { kind: 'symbol', name: other };
  if (node.kind === 'add' || node.kind === 'subtract') {
    yield node.left;
    yield node.right;
    yield { ...node, kind: node.kind === 'add' ? 'subtract' : 'add' };
  }
}
