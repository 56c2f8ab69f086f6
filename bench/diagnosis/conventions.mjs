// True formulas under a wrong convention: whether the right one, or one as near under which the formula is true, is told first.
import { understandClaim } from '../../dist/audit/claim/understand.js';
import { decideUnderstood, EFFORTS, isGood } from '../../dist/audit/decide.js';
import { trueElsewhere } from '../../dist/audit/diagnosis/conventions.js';
import { differences } from '../../dist/audit/diagnosis/differences.js';
import { parseRational } from '../../dist/rational/text.js';
import { asHandedIn } from './claims.mjs';
import { one } from './draw.mjs';

const value = (text) => parseRational(text);

/** What goes wrong: another row, a single field, the gates, or what d and r mean. */
const WRONG = [
  (setting) => ({ ...setting, gates: setting.gates === 'relu' ? 'fair' : 'relu' }),
  (setting) => changed(setting, { outputSigmaW2: value('1') }),
  (setting) => changed(setting, { outputSigmaW2: value('2') }),
  (setting) => changed(setting, { outputBias: !setting.convention.outputBias }),
  (setting) => changed(setting, { biasGradient: value('0') }),
  (setting) => changed(setting, { biasGradient: value('1') }),
  (setting) => changed(setting, { sigmaB2: value('1') }),
  (setting) => changed(setting, { sigmaB2: value('0') }),
  (setting) => changed(setting, { sigmaW2: value('1') }),
  (setting) =>
    changed(setting, { parametrization: setting.convention.parametrization === 'ntk' ? 'standard' : 'ntk' }),
  (setting) =>
    changed(setting, {
      outputActivation: setting.convention.outputActivation === 'relu' ? 'linear' : 'relu',
    }),
];

const changed = (setting, part) => ({
  ...setting,
  convention: { ...setting.convention, ...part, name: 'as-given' },
});

/** `count` true claims, each under a convention under which it is refuted. */
export function drawnWrong(equalities, conventions, count, draw) {
  const rows = [...conventions.values()].map((convention) => (setting) => ({ ...setting, convention }));
  const drawn = [];
  for (let turn = 0; drawn.length < count && turn < 40 * count; turn++) {
    const { statement, claims } = equalities[turn % equalities.length];
    const { claim, setting } = asHandedIn(statement, one(claims, draw));
    const isDepth = draw() < 0.1;
    const isRow = draw() < 0.3;
    const wrong = isDepth ? setting : one(isRow ? rows : WRONG, draw)(setting);
    const given = isDepth ? deeper(claim) : claim;
    const free = freed(wrong, setting);
    if (!free || (isDepth && given.formula === claim.formula)) continue;
    if (!isDepth && differences(setting, free).length === 0) continue;
    const understood = attempt(() => understandClaim(given, free));
    if (!understood) continue;
    const decided = attempt(() => decideUnderstood(understood, EFFORTS.neighbour));
    if (decided?.outcome === 'refuted')
      drawn.push({
        id: statement.id,
        understood,
        right: setting,
        claim,
        isDepth,
        wrong: isDepth ? ['d counts layers of neurons'] : differences(setting, free),
      });
  }
  return drawn;
}

/** d - 1 meant where d is written. */
const deeper = (claim) => ({ ...claim, formula: claim.formula.replace(/\bd\b/g, '(d - 1)') });

/** The domain as a person would have it: symbols that the convention leaves free have a range of their own. */
function freed(setting, right) {
  const fields = {
    sigmaW2: 'sigma_w2',
    sigmaB2: 'sigma_b2',
    biasGradient: 'bias_gradient',
    outputSigmaW2: 'output_sigma_w2',
    mu4: 'mu_4',
  };
  for (const [field, name] of Object.entries(fields)) {
    const [is, was] = [setting.convention[field] === 'free', right.convention[field] === 'free'];
    if (!is && was && setting.domain[name]) {
      // A formula in a symbol that has no value there cannot be read.
      const { [name]: _, ...domain } = setting.domain;
      setting = { ...setting, domain };
    }
  }
  return setting;
}

function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** What is told first, and in which sense it is right. */
export function told({ id, understood, right, isDepth, wrong }, conventions) {
  const start = process.cpuUsage();
  const found = trueElsewhere(understood, conventions);
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  const [first] = found;
  const said = {
    id,
    wrong: wrong.join('; '),
    seconds,
    told: found.map(
      ({ convention, gates, changes, verdict }) => `${convention}, ${gates}: ${changes} (${verdict})`,
    ),
  };
  if (!first) return { ...said, sense: 'nothing told' };
  const changes = isDepth ? undefined : differences(understood.setting, right);
  if (isDepth ? first.changes.startsWith('d counts') : first.changes === changes.join('; '))
    return { ...said, sense: 'the convention it was true under' };
  const count = isDepth ? 1 : changes.length;
  const isNear = first.changes.split('; ').length <= count;
  if (isNear && isGood(first.verdict))
    return {
      ...said,
      sense: first.verdict === 'proved' ? 'as near, and proved there' : 'as near, and supported there',
    };
  return { ...said, sense: 'another' };
}
