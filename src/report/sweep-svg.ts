import { type Axis, linearAxis, logAxis, spread } from './axis.ts';
import { curvesOf, type SweepPoint, type SweepRecord } from './sweep.ts';
import { escapeXml } from './xml.ts';

const SIZE = { width: 860, height: 560 } as const;
const PLOT = { left: 62, right: 760, top: 78, bottom: 508 } as const;
/** Between two bars of a curve, and two labels. */
const ROOM = { bar: 20, label: 14 } as const;

/** From far from the edge of chaos to near it, or from near to far: dark is near. */
const COLOURS: Readonly<Record<string, readonly [first: string, last: string]>> = {
  ordered: ['#6baed6', '#08306b'],
  'edge of chaos': ['#000000', '#000000'],
  'critical with biases': ['#54278f', '#54278f'],
  chaotic: ['#7f2704', '#f16913'],
};

/** Exact curves, bands, and the median of plain runs, over the depth: an SVG document of its own. */
export function sweepSvg(record: SweepRecord): string {
  const curves = curvesOf(record).map((points, i, all) => ({ points, colour: colourOf(all, i) }));
  const axes = axesOf(record);
  const labels = spread(
    curves.map(({ points }) => axes.y.at(points.at(-1)!.exact)),
    ROOM.label,
    PLOT.bottom,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" width="${SIZE.width}" height="${SIZE.height}" font-family="system-ui, sans-serif" font-size="12" role="img">`,
    `<title>${escapeXml(record.quantity)} over depth, for each σ_w²</title>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...headOf(record),
    ...gridOf(axes),
    ...curves.map((curve, i) => curveOf(curve, axes, labels[i]!)),
    '</svg>',
    '',
  ].join('\n');
}

interface Axes {
  readonly x: Axis;
  readonly y: Axis;
}

interface Curve {
  readonly points: readonly SweepPoint[];
  readonly colour: string;
}

function axesOf({ points }: SweepRecord): Axes {
  const depths = points.map(({ depth }) => depth);
  const values = points.flatMap(({ exact, band, plain }) => [
    exact,
    ...(band ? [band.low, band.high] : []),
    ...(plain ? [plain.median] : []),
  ]);
  const [low, high] = extent(values);
  const vertical = { low, high, from: PLOT.bottom, to: PLOT.top };
  const [first, last] = extent(depths);
  return {
    x: linearAxis({ low: first, high: last, from: PLOT.left + 10, to: PLOT.right - 6 }),
    y: low > 0 ? logAxis(vertical) : linearAxis(vertical),
  };
}

const extent = (values: readonly number[]): [number, number] =>
  values.reduce(
    ([low, high], value): [number, number] => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );

function headOf({ quantity, network, confidence, plain, points }: SweepRecord): string[] {
  const { convention, width, r } = network;
  const dashed =
    plain.runs > 0 && points.some((point) => point.plain)
      ? [`dashed: median of ${plain.runs} runs of ${plain.networks} plain networks`]
      : [];
  const parts = ['line: exact', `bar: simulated, all hold with confidence ${confidence}`, ...dashed];
  return [
    text(16, 26, quantity, 'font-size="16" font-weight="600"'),
    text(
      16,
      44,
      `random ReLU networks of hidden width ${width}, r = ${r}; convention ${convention}`,
      'fill="#555"',
    ),
    text(16, 62, parts.join('  ·  '), 'fill="#555"'),
    text(PLOT.right + 20, PLOT.top - 16, 'σ_w²', 'font-weight="600"'),
  ];
}

function gridOf({ x, y }: Axes): string[] {
  const { left, right, top, bottom } = PLOT;
  return [
    ...y.ticks.map((tick) =>
      [
        `<path d="M${left} ${px(y.at(tick))}H${right}" stroke="#e4e4e4"/>`,
        text(left - 8, y.at(tick) + 4, label(tick), 'text-anchor="end" fill="#555"'),
      ].join(''),
    ),
    ...x.ticks.map((tick) =>
      [
        `<path d="M${px(x.at(tick))} ${bottom}v5" stroke="#888"/>`,
        text(x.at(tick), bottom + 19, label(tick), 'text-anchor="middle" fill="#555"'),
      ].join(''),
    ),
    `<path d="M${left} ${top}V${bottom}H${right}" fill="none" stroke="#888"/>`,
    text((left + right) / 2, bottom + 40, 'depth (weight layers)', 'text-anchor="middle"'),
  ];
}

function curveOf({ points, colour }: Curve, { x, y }: Axes, labelAt: number): string {
  const line = (read: (point: SweepPoint) => number | undefined): string =>
    points
      .flatMap((point) => {
        const value = read(point);
        return value === undefined ? [] : [`${px(x.at(point.depth))} ${px(y.at(value))}`];
      })
      .join('L');
  const last = points.at(-1)!;
  const { sigma_w2 } = last;
  const dashed = line(({ plain }) => plain?.median);
  const end = x.at(last.depth);
  return [
    `<g stroke="${colour}" fill="none">`,
    ...(dashed ? [`<path d="M${dashed}" stroke-dasharray="4 3" stroke-opacity=".75"/>`] : []),
    `<path d="M${line(({ exact }) => exact)}" stroke-width="1.3"/>`,
    ...barred(points, x).flatMap(({ depth, band }) => (band ? [bar(x.at(depth), y, band)] : [])),
    `<path d="M${px(end + 4)} ${px(y.at(last.exact))}L${px(PLOT.right + 16)} ${px(labelAt)}" stroke-opacity=".4"/>`,
    text(PLOT.right + 20, labelAt + 4, shown(sigma_w2), `fill="${colour}" stroke="none"`),
    '</g>',
  ].join('\n');
}

/** The last point and as many before it as leave room between their bars: the others are in the table. */
function barred(points: readonly SweepPoint[], { at }: Axis): SweepPoint[] {
  const kept: SweepPoint[] = [];
  for (const point of points.toReversed()) {
    const next = kept.at(-1);
    if (!next || at(next.depth) - at(point.depth) >= ROOM.bar) kept.push(point);
  }
  return kept;
}

function bar(at: number, y: Axis, { low, high }: { readonly low: number; readonly high: number }): string {
  const [bottom, top] = [y.at(low), y.at(high)];
  const [left, width] = [at - 3, 6];
  return `<path d="M${px(left)} ${px(bottom)}h${width}M${px(left)} ${px(top)}h${width}M${px(at)} ${px(bottom)}V${px(top)}" stroke-width="1.2"/>`;
}

const text = (x: number, y: number, content: string, attributes = ''): string =>
  `<text x="${px(x)}" y="${px(y)}" ${attributes}>${escapeXml(content)}</text>`;

const px = (value: number): string => String(Math.round(10 * value) / 10);

const label = (value: number): string =>
  value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3)
    ? value.toExponential(0)
    : String(Number(value.toPrecision(6)));

/** A rational as a decimal where that is short. */
function shown(rational: string): string {
  const [num, den = '1'] = rational.split('/');
  const decimal = Number(num) / Number(den);
  return String(decimal).length <= 6 ? String(decimal) : rational.slice(0, 10);
}

function colourOf(curves: readonly (readonly SweepPoint[])[], i: number): string {
  const phaseAt = (k: number): string => curves[k]![0]!.phase;
  const same = curves.map((_, k) => k).filter((k) => phaseAt(k) === phaseAt(i));
  const [first, last] = COLOURS[phaseAt(i)] ?? ['#000000', '#000000'];
  return mixed(first, last, same.length > 1 ? same.indexOf(i) / (same.length - 1) : 0.5);
}

function mixed(first: string, last: string, share: number): string {
  const channel = (at: number): string => {
    const [a, b] = [first, last].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round(a! + share * (b! - a!))
      .toString(16)
      .padStart(2, '0');
  };
  return `#${[1, 3, 5].map(channel).join('')}`;
}
