import { curvesOf, holds, type SweepPoint, type SweepRecord } from './sweep.ts';

/** A table for each σ_w², a row a depth, and what it comes to. */
export function sweepText(record: SweepRecord): string {
  const { quantity, network, seed, plain } = record;
  const { convention, width, input_width, r, gates } = network;
  return [
    `${quantity}, ${convention}, hidden width ${width}, input width ${input_width}, r = ${r}, ${gates} gates, seed ${seed}`,
    ...curvesOf(record).map((curve) => curveText(curve, plain)),
    summary(record),
  ].join('\n\n');
}

const WIDTHS = [7, 13, 28, 9, 13, 13, 9] as const;

const aligned = (cells: readonly string[]): string =>
  cells
    .map((cell, i) => cell.padStart(WIDTHS[i]!))
    .join('')
    .trimEnd();

function curveText(curve: readonly SweepPoint[], { networks, runs }: SweepRecord['plain']): string {
  const { sigma_w2, phase } = curve[0]!;
  const plain = runs > 0 ? [`${networks} nets`, `median of ${runs}`, 'below'] : [];
  const head = aligned(['depth', 'exact', 'band', '', ...plain]);
  return [`σ_w² = ${sigma_w2}, ${phase}`, head, ...curve.map((point) => rowOf(point, runs))].join('\n');
}

function rowOf(point: SweepPoint, runs: number): string {
  const { depth, exact, band, plain } = point;
  const cells = [
    String(depth),
    number(exact),
    band ? `[${number(band.low)}, ${number(band.high)}]` : 'none',
    band ? `±${percent((band.high - band.low) / 2 / Math.abs(exact))}` : '',
    ...(runs === 0
      ? []
      : plain
        ? [number(plain.first), number(plain.median), `${plain.below}/${runs}`]
        : ['no value', '', '']),
  ];
  return `${aligned(cells)}${holds(point) === false ? '  ✗ exact value outside the band' : ''}`;
}

function summary(record: SweepRecord): string {
  const { points, confidence } = record;
  const banded = points.filter(({ band }) => band);
  const held = banded.filter((point) => holds(point));
  const missing = [...new Set(points.flatMap(({ no_band }) => (no_band === undefined ? [] : [no_band])))];
  return [
    `${held.length} of ${banded.length} bands hold the exact value; all of them hold the true ones with confidence ${confidence}`,
    ...missing.map((reason) => `no band: ${reason}`),
    ...plainText(record),
  ].join('\n');
}

/** Where the plain estimator does worst, in the median. */
function plainText({ points, plain: { networks, runs } }: SweepRecord): string[] {
  const known = points.flatMap(({ plain, ...point }) => (plain ? [{ ...point, plain }] : []));
  if (known.length === 0) return [];
  const error = ({ exact, plain }: (typeof known)[number]): number =>
    (plain.median - exact) / Math.abs(exact);
  const worst = known.reduce((a, b) => (Math.abs(error(b)) > Math.abs(error(a)) ? b : a));
  const { sigma_w2, depth, exact, plain } = worst;
  const side = error(worst) < 0 ? 'below' : 'above';
  return [
    `plain: the quantity at the sample means of ${networks} plain networks, the first of ${runs} ${runs === 1 ? 'run' : 'runs'}, their median, and how many fall below the exact value`,
    `farthest off in the median: σ_w² = ${sigma_w2}, depth ${depth}, ${number(plain.median)} where the value is ${number(exact)} (${percent(Math.abs(error(worst)))} ${side}); ${plain.below} of ${runs} fall below it`,
  ];
}

const number = (x: number): string => x.toPrecision(5);
const percent = (share: number): string =>
  `${(100 * share).toPrecision(2).replace(/^(\d+)e\+(\d)$/, (whole) => String(Number(whole)))}%`;
