/**
 * From what a sampler writes (`RAW`: f, Kw, Kb, Qww, Qwb, Qbw, Qbb) to the nine observables, in the order of
 * `OBSERVABLES`: f, K, Kw, Kb, Q, Qww, Qwb, Qbw, Qbb.
 */
export function fillObservables(raw: Float64Array, out: Float64Array): void {
  out[0] = raw[0]!;
  out[1] = raw[1]! + raw[2]!;
  out[2] = raw[1]!;
  out[3] = raw[2]!;
  out[4] = raw[3]! + raw[4]! + raw[5]! + raw[6]!;
  for (let part = 3; part <= 6; part++) out[part + 2] = raw[part]!;
}
