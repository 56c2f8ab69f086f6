import { checkCertificate } from '../../src/checker/check.ts';
import { parseJson } from '../../src/checker/json-text.ts';
import { Refusal } from '../../src/checker/refusal.ts';
import { type Certificate, digested, HE_WEIGHTS, made, madeAnyWidths } from './make.ts';
import { changedLeaves, changedStatement, changedText, Draw, proofFor } from './mutate.ts';
import { falseAt } from './truth.ts';

const EQUAL = { widths: 'equal', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };
const LIST = { ...EQUAL, widths: 'list' };
const FAIR = { ...HE_WEIGHTS, gates: 'fair' };
const FREE = { ...FAIR, sigma_w2: 'sigma_w2', output_sigma_w2: 'sigma_w2' };
const equals = (quantity: string, formula: string) => ({ quantity, relation: 'equals', formula });
const CLOSED = 'd*(1 + 2*r) + 12*r^2*(1 + 5/n)^(d - 1)';
const each = equals('E(K + f^4)', 'd*(1 + 2*r) + 12*r^2*Prod(i, 1, d - 1, 1 + 5/n[i])');
const shared = { format: 'ntkcheck-certificate/1', network: FAIR };

const mean = made('equal-widths', { claim: equals('E(K + f^4)', CLOSED), network: FAIR, domain: EQUAL }, [
  { depths: [1, 10] },
]);

/** True certificates of every theorem, of many networks; their formulas are derived by hand. */
export const TRUE: readonly Certificate[] = [
  mean,
  made(
    'equal-widths',
    {
      claim: equals('E(K)', '2*r*d + 2^n + 1 - 2^n*(1 - 2^(-n))^(d - 1)'),
      domain: { ...EQUAL, r: '(0, inf)' },
    },
    [{ depths: [1, 16], random: true }],
  ),
  // Variances: q_1 = 2 r + s, and q_(l+1) = q_l + s.
  made(
    'equal-widths',
    {
      claim: equals('E(f^2)', '2*r + d*sigma_b2'),
      network: { ...HE_WEIGHTS, parametrization: 'standard', sigma_b2: 'sigma_b2' },
      domain: { ...EQUAL, sigma_b2: '[0, inf)' },
    },
    [
      { depths: [1, 12], random: true },
      { depths: [1, 12], random: true, fixed: { sigma_b2: '0', r: '0' } },
    ],
  ),
  // A bias of layer l counts with (sigma_w2/2)^(d - l).
  made(
    'equal-widths',
    {
      claim: equals('E(Kb)', '((sigma_w2/2)^d - 1)/(sigma_w2/2 - 1)'),
      network: FREE,
      domain: { ...EQUAL, sigma_w2: '(0, inf)', where: 'sigma_w2 != 2' },
    },
    [{ depths: [1, 12], random: true }],
  ),
  made(
    'equal-widths',
    {
      claim: equals('E(f^2)', 'r'),
      network: { ...HE_WEIGHTS, output_activation: 'relu', output_bias: false },
      domain: { ...EQUAL, d: '[1, 6]', n0: '[1, inf)' },
    },
    [{ depths: [1, 12] }],
  ),
  made('fixed-depths', { claim: each, network: FAIR, domain: { ...LIST, d: '[3, 3]' } }, [
    { depths: [3, 3] },
  ]),
  madeAnyWidths({ claim: each, network: FAIR, domain: LIST }),
  digested({
    ...shared,
    theorem: 'substitution',
    claim: equals('sqrt(E(K + f^4)) + 1', `sqrt(${CLOSED}) + 1`),
    domain: EQUAL,
    uses: [mean],
  }),
  digested({
    ...shared,
    theorem: 'limit',
    claim: {
      quantity: 'E(K)/n*(1 + 5/n)^d',
      relation: 'tends-to',
      formula: 'lambda*(1 + 2*r)*exp(5*lambda)',
    },
    domain: { widths: 'equal', d: '= lambda*n', n: '[1, inf)', r: '[0, inf)', lambda: '(0, 1]' },
    uses: [
      made('equal-widths', { claim: equals('E(K)', 'd*(1 + 2*r)'), network: FAIR, domain: EQUAL }, [
        { depths: [1, 12] },
      ]),
    ],
    remainder: 1,
  }),
  digested({
    ...shared,
    theorem: 'limit',
    claim: { quantity: 'E(K + f^4)', relation: 'asymptotic', formula: 'd*(1 + 2*r) + 12*r^2', order: 1 },
    domain: { ...EQUAL, d: '[2, 5]' },
    uses: [mean],
    remainder: 1,
  }),
  digested({
    ...shared,
    theorem: 'witness',
    network: { ...HE_WEIGHTS, parametrization: 'standard' },
    claim: equals('E(K)', 'd*(1 + 2*r)'),
    domain: LIST,
    architecture: { widths: [1, 2, 1, 1], values: { r: '1' } },
    quantity: '27/4',
    formula: '9',
  }),
];

/** Proofs of the one kind that a changed statement can be forged for. */
const FORGEABLE = TRUE.filter(({ theorem }) =>
  ['equal-widths', 'fixed-depths', 'any-widths'].includes(`${theorem}`),
);

export interface Found {
  readonly inputs: number;
  readonly accepted: number;
  /** What was accepted though it is false, and what was said badly: a list that ought to be empty. */
  readonly faults: readonly string[];
}

/** Hostile certificates, `count` of them, checked and judged. */
export function attack(seed: number, count: number, observe?: (certificate: unknown) => void): Found {
  const draw = new Draw(seed);
  const faults: string[] = [];
  let accepted = 0;
  for (let inputs = 0; inputs < count; inputs++) {
    const input = hostile(draw);
    observe?.(input);
    const result = checkCertificate(input);
    if (!result.accepted) {
      if (!isClear(result.reason)) faults.push(`${result.reason}: ${JSON.stringify(input)}`);
      continue;
    }
    accepted += 1;
    const where = falseAt(input as Certificate, draw);
    if (where !== undefined || !isClear(result.theorem)) faults.push(`${where}: ${result.theorem}`);
  }
  return { inputs: count, accepted, faults };
}

function hostile(draw: Draw): unknown {
  for (;;) {
    if (draw.below(2) === 0) return changedLeaves(draw.of(TRUE), draw);
    const base = draw.of(FORGEABLE);
    const { claim, network, domain } = base as Record<'claim' | 'network' | 'domain', Certificate>;
    const proof = proofFor(`${base.theorem}`, changedStatement({ claim, network, domain }, draw), draw);
    if (proof) return proof;
  }
}

/** One line of printable ASCII, and no words of the machine that it runs on. */
const isClear = (line: string): boolean =>
  /^[\x20-\x7e]+$/.test(line) && !line.startsWith('the check failed');

/** Damaged texts: what is accepted is the certificate itself. */
export function attackTexts(seed: number, count: number): Found {
  const draw = new Draw(seed);
  const faults: string[] = [];
  let accepted = 0;
  for (let inputs = 0; inputs < count; inputs++) {
    const good = draw.of(TRUE);
    const text = changedText(JSON.stringify(good), draw);
    try {
      const result = checkCertificate(parseJson(text));
      if (result.accepted) accepted += 1;
      if (result.accepted && JSON.stringify(JSON.parse(text)) !== JSON.stringify(good)) faults.push(text);
      if (!result.accepted && !isClear(result.reason)) faults.push(`${result.reason}: ${text}`);
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof SyntaxError)) faults.push(`${error}: ${text}`);
    }
  }
  return { inputs: count, accepted, faults };
}
