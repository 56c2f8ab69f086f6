import { bitLength } from './size.ts';

/** The integer whose `degree`-th power is `x >= 0`, if there is one. */
export function integerRoot(x: bigint, degree: bigint): bigint | undefined {
  if (x < 2n) return x;
  const bits = BigInt(bitLength(x));
  if (degree >= bits) return undefined;
  // Newton's iteration from above decreases until it reaches the floor of the root.
  let root = 1n << (bits / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * root + x / root ** (degree - 1n)) / degree;
    if (next >= root) break;
    root = next;
  }
  return root ** degree === x ? root : undefined;
}
