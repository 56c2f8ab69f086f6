import { describeArchitecture } from '../verify/architecture.ts';
import type {
  ConstantsFound,
  DerivedLimit,
  Evidence,
  ExactAgreement,
  FormulaEvidence,
  LimitFound,
  SampledEvidence,
  SimulationEvidence,
  Witness,
} from '../verify/verdict.ts';

/** What one piece of evidence says, in full sentences, a line each. */
export function evidenceLines(evidence: Evidence): string[] {
  switch (evidence.kind) {
    case 'certificate':
      return [`certificate: ${evidence.theorem}`, `rests on: ${evidence.restsOn}`];
    case 'exact-agreement':
      return [agreementLine(evidence)];
    case 'counterexample':
      return [`witness: ${witnessLine(evidence.witness)}`];
    case 'constants':
      return constantsLines(evidence);
    case 'limit':
      return [limitLine(evidence)];
    case 'derived-limit':
      return [derivedLine(evidence)];
    case 'simulation':
      return [simulationLine(evidence)];
    case 'formula':
      return [formulaLine(evidence)];
    case 'sampled':
      return [sampledLine(evidence)];
    case 'unproved':
      return [`${NO_PROOF[evidence.why.kind]}: ${evidence.why.reason}`];
    case 'refused':
      return [`not evaluated: ${evidence.reason}`];
  }
}

const NO_PROOF = {
  'out-of-scope': 'no certificate, since no lemma covers it',
  'not-found': 'no certificate was found',
  disproved: 'disproved',
} as const;

function agreementLine({ enumerated, drawn, far, climbed, exact, seed }: ExactAgreement): string {
  const how = exact ? 'exactly' : 'by enclosures';
  const search = climbed > 0 ? `, and ${climbed} on the way to where it is tightest` : '';
  return `holds ${how} on the ${enumerated} smallest architectures, ${drawn} drawn ones (seed ${seed}), ${far} far out in every direction${search}`;
}

const witnessLine = ({ architecture, quantity, formula, relativeError }: Witness): string =>
  `${describeArchitecture(architecture)}: the quantity is ${quantity.text}, the formula gives ${formula.text} (off by ${percent(relativeError)})`;

const constantsLines = ({ low, lowAt, high, highAt, architectures }: ConstantsFound): string[] => [
  `quantity/formula over ${architectures} architectures`,
  `  least    ${low.toPrecision(6)} at ${describeArchitecture(lowAt)}`,
  `  greatest ${high.toPrecision(6)} at ${describeArchitecture(highAt)}`,
];

function limitLine({
  at,
  along,
  widths,
  claimed,
  extrapolated,
  extrapolationError,
  orders,
  power,
}: LimitFound): string {
  const where = Object.entries(at).map(([name, value]) => `${name} = ${value}`);
  const what = power === undefined ? 'values' : `${along}^${power}·(quantity/formula - 1)`;
  const finite = orders
    .filter(Number.isFinite)
    .slice(-3)
    .map((order) => order.toFixed(3));
  return [
    `${[...where, `${along} = ${widths[0]} … ${widths.at(-1)}`].join(', ')}: ${what} tend to ${extrapolated.toPrecision(8)} ± ${extrapolationError.toExponential(0)}`,
    `claimed ${claimed.toPrecision(8)}`,
    ...(finite.length > 0 ? [`observed orders of the remainder ${finite.join(', ')}`] : []),
  ].join('; ');
}

function derivedLine({ at, along, quantity, limit, truth, claimed, side }: DerivedLimit): string {
  const where = Object.entries(at).map(([name, value]) => `${name} = ${value}`);
  const value = truth ? `, ${truth.text}` : '';
  const word = side === 'holds' ? ', as claimed' : claimed ? `; claimed ${claimed.text}` : '';
  return `${where.join(', ')}: ${quantity} -> ${limit}${value} as ${along} grows, by its closed form${word}`;
}

function simulationLine(evidence: SimulationEvidence): string {
  const { expectation, architecture, method, samples, expected, estimate, standardError } = evidence;
  const { hypothesis, detectable, falseAlarmRate, rejected } = evidence;
  const verdict = `${rejected ? 'REJECT' : 'agree with'} ${hypothesis === 'claim' ? 'the claimed value' : 'the exact oracle'}`;
  const power = Number.isFinite(detectable) ? `; would see an error of ${percent(detectable)}` : '';
  return `${samples.toLocaleString('en-US')} simulated networks (${method}) ${verdict} at ${describeArchitecture(architecture)}: ${expectation} = ${expected}, estimate ${estimate.toPrecision(6)} ± ${standardError.toExponential(1)}${power} (false-alarm rate ${falseAlarmRate.toExponential(1)})`;
}

function formulaLine({
  architecture,
  quantity,
  formula,
  samples,
  detectable,
  rejected,
}: FormulaEvidence): string {
  const value = formula.low + (formula.high - formula.low) / 2;
  const power = Number.isFinite(detectable) ? `; would see an error of ${percent(detectable)}` : '';
  return `${samples.toLocaleString('en-US')} simulated networks ${rejected ? 'REJECT' : 'agree with'} the formula at ${describeArchitecture(architecture)}: it gives ${value.toPrecision(6)}, the quantity is in [${quantity.low.toPrecision(6)}, ${quantity.high.toPrecision(6)}]${power}`;
}

function sampledLine({
  architecture,
  low,
  high,
  estimate,
  samples,
  falseAlarmRate,
}: SampledEvidence): string {
  return `${samples.toLocaleString('en-US')} simulated networks at ${describeArchitecture(architecture)}: the quantity is in [${low.toPrecision(5)}, ${high.toPrecision(5)}], estimate ${estimate.toPrecision(5)} (false-alarm rate ${falseAlarmRate.toExponential(1)})`;
}

const percent = (share: number): string => `${(100 * share).toPrecision(3)}%`;
