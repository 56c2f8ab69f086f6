export { type Display, readDisplay } from './display.ts';
export { LatexError } from './error.ts';
export { readsBack } from './round-trip.ts';
export { makeTable, type Table, type TableText } from './table.ts';
