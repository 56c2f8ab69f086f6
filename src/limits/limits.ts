/**
 * Every limit of ntkcheck, with its reason, but those of the checker, which imports nothing and has its own. Times are of
 * one core of 2 GHz or so. What is beyond a limit is refused before any work, in words that name the limit.
 */

/** What a formula's text may be at most. All but the levels are checked before mathjs, whose parser is recursive. */
export const TEXT_LIMITS = {
  characters: 20_000,
  /** Numbers, names and operators together: the nodes of the tree. */
  nodes: 6000,
  /** Brackets, signs, powers and factorials inside one another: mathjs takes 30 frames of the stack for each. */
  depth: 60,
  /** Operations inside one another: a chain such as a + b + c counts each sign. What walks a tree is recursive. */
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
  /** Digits of an enclosure: the first, which are doubled until a value is decided, and the last: a product takes 5 ms there. */
  firstDigits: 40,
  digits: 2560,
  /** The power of a polynomial, and the terms of a product of two before like ones are collected. */
  polynomialPower: 16,
  polynomialTerms: 2 ** 15,
} as const;

/** What a statement file may be at most: more than any in `formulas/` by a factor of ten. */
export const STATEMENT_LIMITS = {
  characters: 200_000,
  /** Lists and maps inside one another; the reader is recursive. */
  nesting: 20,
  /** Each abbreviation is read with all before it in view. */
  abbreviations: 1000,
  /** A formula with its abbreviations written out: they double in size with each that uses another twice. */
  nodes: 40_000,
  /** Its levels: evaluation is recursive. */
  levels: 500,
} as const;

/** What a message repeats of a user's text at most, so that it stays one line. */
export const QUOTED_CHARACTERS = 60;
/** A whole message, whatever it repeats. */
export const MESSAGE_CHARACTERS = 1000;

/** The networks that are built. */
export const NETWORK_LIMITS = {
  /** A value with one factor a layer stays within seconds. */
  depth: 10_000,
  /** Widths up to here and their products of two are doubles without rounding. */
  width: 1_000_000,
} as const;

/** Sums over paths, term by term. */
export const PATH_LIMITS = {
  /** Paths that one enumeration goes through. */
  paths: 100_000,
  /** Pairs or four-tuples of paths. */
  tuples: 4_000_000,
  /** Multisets of edges, each with a sum of its own. */
  multisets: 10_000,
  /** Factors of path weights that one sum over tuples multiplies: some seconds, some hundred megabytes. */
  factors: 100_000_000,
} as const;

/** Simulations. */
export const JOB_LIMITS = {
  /** Networks: their numbers are safe integers, with room for the counts of parts. */
  samples: 10 ** 15,
  /** Weights of one network: a sample then takes a second, and a matrix some hundred megabytes. */
  weights: 50_000_000,
  /** Shards of one run: a file each. */
  shards: 1_000_000,
} as const;

/** Samples of somebody's own: a file, and what is drawn to hold it against. */
export const SAMPLES_LIMITS = {
  /** Of a file: twice what so many rows of two doubles take, as numbers are longer in a text. */
  bytes: 64_000_000,
  rows: 2_000_000,
  /** Of one line of a text, in a few columns. */
  lineCharacters: 10_000,
  columns: 64,
  /** In all columns together. */
  numbers: 4_000_000,
  /** Networks that are drawn: 128 a sample to begin with, 32 a sample where they are many, sixteen megabytes of each observable. */
  fewestDraws: 2 ** 14,
  manyDraws: 2 ** 18,
  mostDraws: 2 ** 21,
  /** Layers of all of them: some seconds. */
  drawnLayers: 2 ** 26,
} as const;

/** Room for a thread's young numbers, in megabytes: exact arithmetic makes many that live for a moment, and with room they are collected less often. */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 192 } as const;

/** What an audit takes. */
export const AUDIT_LIMITS = {
  /** Of a document or a paper. */
  bytes: 4_000_000,
  /** Claims of a Markdown document; deciding one takes a second or so, and more where it is false. */
  claims: 500,
  /** Links of a derivation. */
  links: 200,
  /** Characters of a claim in plain text; longer ones are statement files. */
  characters: 20_000,
} as const;

/** Sweeps. */
export const SWEEP_LIMITS = {
  /** Values of one range. */
  values: 10_000,
  /** Points: each takes a simulation. */
  points: 100_000,
} as const;

/** The kernels of infinitely wide networks: decimal.js knows pi to 1025 digits. */
export const KERNEL_LIMITS = { digits: 1000, precision: 1020 } as const;

/** What the prover tries. */
export const PROOF_LIMITS = {
  /** Points at which a claim of any widths is compared, and of fixed depths. */
  points: 200,
  fixedPoints: 20_000,
  /** Depths that a claim is compared at one after the other: a value of depth 150 takes a second. */
  depths: 150,
  /** Layers that a Sum or Prod is written out for. */
  unrolled: 200,
} as const;

/** The exact oracle: what one call may cost, as predicted before it begins. */
export const ORACLE_LIMITS = {
  /** 2k legs have (2k-1)!! pairings: at degree 6 each monomial would have ten thousand, and there are hundreds. */
  degree: 5,
  /** Paths of a sum over paths: f⁸, K⁴. */
  paths: 8,
  /** Seconds of what was not announced: with what the program needs to start, less than five. */
  quietSeconds: 3,
  /** Seconds of what was announced. Longer is another job than a command that answers. */
  seconds: 600,
  /** Bytes: Node has some two gigabytes by default. */
  bytes: 1e9,
  /** Bytes of recursions that are kept for the next call. */
  heldBytes: 2e8,
} as const;

/** Papers and formulas in TeX. What is beyond is refused with its place. */
export const LATEX_LIMITS = {
  /** A whole document, or one formula: what is read is kept, some hundred bytes a token. */
  characters: 2_000_000,
  /** Tokens of one formula before and after macros are written out: the longest in print has some thousand. */
  tokens: 20_000,
  /** Macros written out in one formula, and how many stand in one another: one that calls itself ends here. */
  expansions: 4000,
  macroLevels: 24,
  /** The same over all formulas of a document. */
  documentTokens: 200_000,
  documentExpansions: 200_000,
  /** Definitions of one document, and those of them that are broken: each is looked at up to its limit of tokens. */
  macros: 10_000,
  brokenMacros: 100,
  /** Displayed equations of one document. */
  equations: 5000,
  /** Braces, brackets, scripts and fractions inside one another: the reader is recursive. */
  levels: 60,
  /** Terms of a sum or factors of a product: the tree is as deep as they are many. */
  chain: 500,
  /** Entries of a table of symbols. */
  symbols: 500,
} as const;
