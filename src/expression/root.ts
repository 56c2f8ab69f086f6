import { bitLength } from './size.ts';

/** The greatest integer whose `degree`-th power is at most `x >= 0`. */
export function floorRoot(x: bigint, degree: bigint): bigint {
  if (x < 2n) return x;
  const bits = BigInt(bitLength(x));
  if (degree >= bits) return 1n;
  // Newton's iteration from above decreases until it reaches the floor of the root.
  let root = 1n << (bits / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * root + x / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
}

/** The integer whose `degree`-th power is `x >= 0`, if there is one. */
export function integerRoot(x: bigint, degree: bigint): bigint | undefined {
  const root = floorRoot(x, degree);
  return x < 2n || root ** degree === x ? root : undefined;
}
