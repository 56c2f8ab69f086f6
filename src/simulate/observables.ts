/** What `fillObservables` makes of one row, of `count` rows of `stride` numbers each: a column for each observable. */
export function fillColumns(
  rows: Float64Array,
  count: number,
  stride: number,
  columns: readonly Float64Array[],
): void {
  const [f, K, Kw, Kb, Q, ...parts] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    ...Float64Array[],
  ];
  for (let k = 0, at = 0; k < count; k++, at += stride) {
    f[k] = rows[at]!;
    Kw[k] = rows[at + 1]!;
    Kb[k] = rows[at + 2]!;
    K[k] = Kw[k]! + Kb[k]!;
    Q[k] = rows[at + 3]! + rows[at + 4]! + rows[at + 5]! + rows[at + 6]!;
    for (let part = 0; part < 4; part++) parts[part]![k] = rows[at + 3 + part]!;
  }
}

/**
 * From one row of a sampler (`ROW`: f, Kw, Kb, Qww, Qwb, Qbw, Qbb, weight), which starts at `rows[at]`, to the nine
 * observables, in the order of `OBSERVABLES`: f, K, Kw, Kb, Q, Qww, Qwb, Qbw, Qbb. Returns the weight.
 */
export function fillObservables(rows: Float64Array, at: number, out: Float64Array): number {
  out[0] = rows[at]!;
  out[1] = rows[at + 1]! + rows[at + 2]!;
  out[2] = rows[at + 1]!;
  out[3] = rows[at + 2]!;
  out[4] = rows[at + 3]! + rows[at + 4]! + rows[at + 5]! + rows[at + 6]!;
  for (let part = 3; part <= 6; part++) out[part + 2] = rows[at + part]!;
  return rows[at + 7]!;
}
