/** What a formula's text may be at most. All but the levels are checked before mathjs, whose parser is recursive. */
export const TEXT_LIMITS = {
  characters: 20_000,
  /** Numbers, names and operators together: the nodes of the tree. */
  nodes: 6000,
  /** Brackets, signs, powers and factorials inside one another. */
  depth: 60,
  /** Operations inside one another: a chain such as a + b + c counts each sign. */
  levels: 500,
  /** Digits of one number. */
  digits: 200,
  /** Size of the power of ten in a number such as 1e-3. */
  exponent: 300,
} as const;

/** What evaluating a formula may cost at most. */
export const VALUE_LIMITS = {
  /** Operations of one evaluation, when the caller names no other budget; each takes some 20 µs at most. */
  operations: 200_000,
  /** Bits of an exact numerator or denominator. */
  bits: 2 ** 22,
  /** Bits of the smaller of the two where they must be reduced: Euclid's algorithm takes 0.5 s then. */
  reducibleBits: 2 ** 16,
  /** The argument of a factorial or a binomial. */
  factorial: 5000,
  /** Digits of an enclosure: the first, which are doubled until a value is decided, and the last. */
  firstDigits: 40,
  digits: 2560,
  /** The power of a polynomial, and the terms of a product of two before like ones are collected. */
  polynomialPower: 16,
  polynomialTerms: 2 ** 15,
} as const;
