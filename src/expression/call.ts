import { type Expression, FUNCTIONS, type FunctionName } from './ast.ts';
import { ExpressionError } from './error.ts';
import type { Lower } from './lower.ts';
import { bare, type MathNode } from './mathjs.ts';
import { isNamed, NAMED, type NamedQuantity } from './named.ts';
import { checkIndex, type Scope, unknownFunction } from './scope.ts';

const FORMS = new Map(['Sum', 'Prod'].map((name) => [name, `; write ${name}(index, from, to, term)`]));

const isFunction = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);

/** Lowers `name(args…)`: a function, a Sum or Prod with its bound index, or an expectation. */
export function lowerCall(
  name: string,
  args: readonly MathNode[],
  scope: Scope,
  position: number,
  lower: Lower,
): Expression {
  if (name === 'Sum' || name === 'Prod') return lowerFold(name, args, scope, position, lower);
  if (name === 'E') return lowerExpectation(args, scope, position, lower);
  if (isNamed(name)) return lowerNamed(name, args, scope, position, lower);
  if (!isFunction(name)) return unknownFunction(name, scope, position);
  const [least, most] = FUNCTIONS[name];
  if (args.length < least || args.length > most)
    throw wrongCount(name, least === most ? `${least}` : `at least ${least}`, args.length, position);
  return { kind: 'call', name, arguments: args.map((argument) => lower(argument, scope)) };
}

function lowerFold(
  operator: 'Sum' | 'Prod',
  args: readonly MathNode[],
  scope: Scope,
  position: number,
  lower: Lower,
): Expression {
  const [indexNode, from, to, body] = args;
  if (!indexNode || !from || !to || !body || args.length !== 4)
    throw wrongCount(operator, '4', args.length, position);
  const index = bare(indexNode);
  if (index.type !== 'SymbolNode')
    throw new ExpressionError(
      `${operator} needs the name of its index first, as in ${operator}(j, 1, d, …)`,
      position,
    );
  checkIndex(index.name, scope, position);
  const inside: Scope = { ...scope, bound: new Set([...scope.bound, index.name]) };
  return {
    kind: 'fold',
    operator,
    index: index.name,
    from: lower(from, scope),
    to: lower(to, scope),
    body: lower(body, inside),
  };
}

function lowerExpectation(
  args: readonly MathNode[],
  scope: Scope,
  position: number,
  lower: Lower,
): Expression {
  if (scope.form !== 'quantity')
    throw new ExpressionError(`E(...) may appear only in a quantity, not in a ${scope.form}`, position);
  if (scope.inExpectation)
    throw new ExpressionError(
      'E(...) inside E(...) is the inner E(...); write products of expectations',
      position,
    );
  const [body] = args;
  if (!body || args.length !== 1) throw wrongCount('E', '1', args.length, position);
  return { kind: 'expectation', body: lower(body, { ...scope, inExpectation: true }) };
}

function lowerNamed(
  name: NamedQuantity,
  args: readonly MathNode[],
  scope: Scope,
  position: number,
  lower: Lower,
): Expression {
  if (!scope.named)
    throw new ExpressionError(`${name}(...) may appear only in a claim of a statement`, position);
  if (scope.inExpectation || scope.bound.size > 0)
    throw new ExpressionError(
      `${name}(...) stands for one number; take it out of ${scope.inExpectation ? 'E(...)' : 'the Sum or Prod'}`,
      position,
    );
  const { body: hasBody, numbers } = NAMED[name];
  const count = numbers + (hasBody ? 1 : 0);
  if (args.length !== count) throw wrongCount(name, `${count}`, args.length, position);
  const numbersGiven = args.slice(count - numbers).map((argument) => lower(argument, scope));
  if (!hasBody) return { kind: 'named', name, arguments: numbersGiven };
  const body = lower(args[0]!, { ...scope, inExpectation: true });
  return { kind: 'named', name, body, arguments: numbersGiven };
}

const wrongCount = (name: string, wanted: string, found: number, position: number): ExpressionError =>
  new ExpressionError(
    `${name} takes ${wanted} argument${/\b1$/.test(wanted) ? '' : 's'}; found ${found}${FORMS.get(name) ?? ''}`,
    position,
  );
