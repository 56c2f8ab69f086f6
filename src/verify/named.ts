import type { Decimal } from 'decimal.js';
import {
  type Environment,
  type Expression,
  evaluateExact,
  formatExpression,
  NAMED,
  type Named,
  type NamedForm,
  type NamedQuantity,
  Refusal,
} from '../expression/index.ts';
import { type ClosedKernel, closedKernels } from '../infinite-width/closed.ts';
import { MOST_DIGITS, nngp, ntk, type Pair } from '../infinite-width/kernels.ts';
import type { Network } from '../network/network.ts';
import { isGaussian } from '../network/weight-law.ts';
import { isZero, type Rational, rational } from '../rational/rational.ts';
import { PATH_VALUES } from './path-values.ts';
import { refusing } from './refusal.ts';

/** A named quantity at one network: the numbers and the body it is called with. */
export interface NamedCall {
  readonly network: Network;
  readonly numbers: readonly Rational[];
  /** The polynomial in the observables, and the values of the other symbols in it. */
  readonly body?: Expression;
  readonly environment: Environment<Rational>;
}

/** The value, exact, or for a `real` one within a unit of the last of `digits`. Throws a Refusal where there is none. */
type Value = (call: NamedCall, digits: number) => Rational;

/** Where the values come from: a line a name. */
const VALUES: Partial<Record<NamedQuantity, Value>> = {
  ...PATH_VALUES,
  NTK: infiniteWidth(ntk),
  NNGP: infiniteWidth(nngp),
};

/** A kernel at two inputs with the cosine that the call gives. */
function infiniteWidth(kernel: (pair: Pair) => Decimal): Value {
  return ({ network, numbers: [rho] }, digits) => {
    if (digits > MOST_DIGITS)
      throw new Refusal('budget', `kernels of infinite width are known to ${MOST_DIGITS} digits`);
    return refusing(() => exactly(kernel({ network, rho: rho!, digits })));
  };
}

/** A kernel as a formula, where it has one. */
function closedForm(call: NamedCall, name: NamedQuantity): Expression | undefined {
  const found = closedKernels({ network: call.network, rho: call.numbers[0]! });
  return found && written(name === 'NTK' ? found.ntk : found.nngp);
}

function written({ plain, overPi, root }: ClosedKernel): Expression {
  const constant = (value: Rational): Expression => ({ kind: 'constant', value });
  if (isZero(overPi)) return constant(plain);
  const over: Expression = { kind: 'divide', left: constant(overPi), right: { kind: 'pi' } };
  const power: Expression = { kind: 'call', name: 'sqrt', arguments: [constant(rational(root))] };
  return { kind: 'add', left: constant(plain), right: { kind: 'multiply', left: over, right: power } };
}

function exactly(x: Decimal): Rational {
  const [mantissa, exponent] = x.toExponential().split('e') as [string, string];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  const power = Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  return power < 0 ? rational(digits, 10n ** BigInt(-power)) : rational(digits * 10n ** BigInt(power));
}

/** The environment in which named quantities have their values at a network; each is computed once. */
export function withNamed(environment: Environment<Rational>, network: Network): Environment<Rational> {
  const known = new Map<string, Rational>();
  const named = (quantity: Named, digits?: number): Rational => {
    const { name } = quantity;
    const kind = NAMED[name].value;
    if (kind === 'real' && digits === undefined)
      throw new Refusal('irrational', `${name}(...) is known to digits`);
    const key = `${formatExpression(quantity)} ${kind === 'real' ? digits : ''}`;
    const value = known.get(key) ?? compute(quantity, digits ?? 0);
    known.set(key, value);
    return value;
  };
  const compute = (quantity: Named, digits: number): Rational => {
    const value = VALUES[quantity.name];
    if (!value) throw new Refusal('domain', `${quantity.name}(...) is known by simulation alone`);
    return value(callOf(quantity, environment, network), digits);
  };
  const closed = (quantity: Named): Expression | undefined =>
    NAMED[quantity.name].value === 'real'
      ? closedForm(callOf(quantity, environment, network), quantity.name)
      : undefined;
  return { ...environment, named, closedForm: closed };
}

/** The call with its numbers evaluated. */
export function callOf(quantity: Named, environment: Environment<Rational>, network: Network): NamedCall {
  const { anyLaw = false }: NamedForm = NAMED[quantity.name];
  if (!anyLaw && !isGaussian(network))
    throw new Refusal('domain', `${quantity.name}(...) is known of Gaussian weights alone (mu_4 = 3)`);
  const numbers = quantity.arguments.map((argument) => evaluateExact(argument, environment));
  return { network, numbers, environment, ...(quantity.body && { body: quantity.body }) };
}
