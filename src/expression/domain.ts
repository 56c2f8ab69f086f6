import { Refusal } from './refusal.ts';

/** Refuses the powers no field defines, from the sign of the base, and the sign and integrality of the exponent. */
export function checkPower(base: number, exponent: number, exponentIsInteger: boolean): void {
  if (base === 0 && exponent < 0) throw new Refusal('domain', 'a negative power of zero');
  if (base < 0 && !exponentIsInteger) throw new Refusal('domain', 'a fractional power of a negative number');
}

export function checkDivisor(sign: number): void {
  if (sign === 0) throw new Refusal('domain', 'division by zero');
}

export function checkLogarithm(sign: number): void {
  if (sign <= 0) throw new Refusal('domain', `the logarithm of ${sign === 0 ? 'zero' : 'a negative number'}`);
}

export function checkRoot(sign: number): void {
  if (sign < 0) throw new Refusal('domain', 'the square root of a negative number');
}
