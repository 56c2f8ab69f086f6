export type { Chain, Relation, Remainder, Side, UnreadSide } from './chain.ts';
export { type Definition, type Display, readDisplay } from './display.ts';
export {
  type Comment,
  findEquation,
  type PaperDocument,
  type PaperEquation,
  type PaperProblem,
  readDocument,
  type Theorem,
} from './document.ts';
export { type Reading, readEquation } from './equation.ts';
export { LatexError } from './error.ts';
export type { Note } from './reader.ts';
export { readsBack } from './round-trip.ts';
export { DEFAULT_SYMBOLS, MEANINGS, type Meaning, makeTable, type Table, type TableText } from './table.ts';
export type { RelationKind } from './words.ts';
