/** Numbers in rows and columns, from whatever file. */
export interface Table {
  readonly rows: number;
  readonly columns: number;
  /** Names of the columns, where the file has them. */
  readonly names?: readonly string[];
  /** What a message calls a row: where it is in the file. */
  readonly place: (row: number) => string;
  readonly column: (index: number) => Float64Array;
}
