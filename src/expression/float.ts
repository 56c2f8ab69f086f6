import { toNumber } from '../rational/text.ts';
import { binomial, factorial, loopCost } from './combinatorics.ts';
import { checkDivisor, checkLogarithm, checkPower, checkRoot } from './domain.ts';
import type { Field } from './field.ts';
import { Refusal } from './refusal.ts';

/** Double arithmetic. What is beyond the range of doubles is refused; what is below it rounds to zero. */
export const floatField: Field<number> = {
  fromRational: ({ num, den }) => {
    const quotient = Number(num) / Number(den);
    const direct = Number.isSafeInteger(Number(num)) && Number.isSafeInteger(Number(den));
    return direct ? quotient : finite(toNumber({ num, den }));
  },
  pi: () => Math.PI,
  add: (a, b) => finite(a + b),
  subtract: (a, b) => finite(a - b),
  multiply: (a, b) => finite(a * b),
  divide: (a, b) => {
    checkDivisor(b);
    return finite(a / b);
  },
  negate: (a) => -a,
  power: (base, exponent) => {
    checkPower(base, exponent, Number.isInteger(exponent));
    return finite(base ** exponent);
  },
  call: (name, args) => {
    const [x = 0, y = 0] = args;
    switch (name) {
      case 'exp':
        return finite(Math.exp(x));
      case 'log':
        checkLogarithm(x);
        return Math.log(x);
      case 'sqrt':
        checkRoot(x);
        return Math.sqrt(x);
      case 'factorial':
        return finite(Number(factorial(integer(x))));
      case 'binomial':
        return finite(Number(binomial(integer(x), integer(y))));
      case 'min':
      case 'max':
        return Math[name](...args);
      default:
        return Math[name](x);
    }
  },
  integer,
  cost: () => 0,
  callCost: loopCost,
};

function integer(x: number): number | undefined {
  if (!Number.isInteger(x)) return undefined;
  return Number.isSafeInteger(x) ? x : Math.sign(x) * Infinity;
}

function finite(x: number): number {
  if (Number.isFinite(x)) return x;
  throw new Refusal('budget', 'a value is beyond the range of double numbers');
}
