export type { Chain, Relation } from './chain.ts';
export { type Display, readDisplay } from './display.ts';
export { findEquation, type PaperDocument, type PaperEquation, readDocument } from './document.ts';
export { readEquation } from './equation.ts';
export { LatexError } from './error.ts';
export { readsBack } from './round-trip.ts';
export { makeTable, parseOpen, type Table, type TableText } from './table.ts';
