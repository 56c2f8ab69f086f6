// How many slips of the pen are refuted with a witness, and after how many the first repairs have the formula as it was.
import { understandClaim } from '../../dist/audit/claim/understand.js';
import { decideUnderstood } from '../../dist/audit/decide.js';
import { normalForm } from '../../dist/audit/diagnosis/normal.js';
import { repairsOf } from '../../dist/audit/diagnosis/repairs.js';
import { tellingWitness } from '../../dist/audit/diagnosis/witness.js';
import { formatExpression, parseExpression } from '../../dist/expression/index.js';
import { mutationsOf } from '../../dist/mutation/mutations.js';
import { isSame } from '../../dist/mutation/weaker.js';
import { architecturesOf } from '../../dist/verify/points.js';
import { asHandedIn } from './claims.mjs';
import { one } from './draw.mjs';

/** `count` mutants, one of each statement in turn, each of one claim, none twice. */
export function drawnMutants(equalities, count, draw) {
  const drawn = [];
  const seen = new Set();
  for (let turn = 0; drawn.length < count && turn < 50 * count; turn++) {
    const { statement, claims } = equalities[turn % equalities.length];
    const claim = one(claims, draw);
    const mutation = one(mutationsOf(claim.formula.expression, namesOf(statement)), draw);
    if (!mutation) continue;
    const key = `${statement.id} ${mutation.path.join('/')} ${mutation.after}`;
    if (seen.has(key)) continue;
    seen.add(key);
    drawn.push({ statement, claim, mutation });
  }
  return drawn;
}

function namesOf({ domain }) {
  const scalars = [...domain.ranges].filter(([, { kind }]) => kind !== 'widths');
  const isWhole = ([name, { kind }]) => name === 'd' || kind === 'integer' || kind === 'width';
  const names = (list) => list.map(([name]) => name);
  return { integers: names(scalars.filter(isWhole)), reals: names(scalars.filter((x) => !isWhole(x))) };
}

const effort = { enumerated: 150, drawn: 20, sizes: [2, 4, 8, 16] };

/** What the diagnosis says of a mutant. */
export function diagnosed({ statement, claim, mutation }) {
  const { rule, before, after } = mutation;
  const said = { id: statement.id, rule, before, after };
  const start = process.cpuUsage();
  const { claim: read, setting } = asHandedIn(statement, claim, mutation.expression);
  let decided;
  let understood;
  try {
    understood = understandClaim(read, setting);
    decided = decideUnderstood(understood);
  } catch (error) {
    return { ...said, kind: 'unreadable', why: error.message };
  }
  const original = formatExpression(claim.formula.expression);
  const repaired = (repairs) => ({
    repairs: repairs.map(({ formula, edit }) => `[${edit}] ${formula}`),
    isText: repairs.some(({ formula }) => formula === original),
    isFound: repairs.some(
      ({ formula }) => normalForm(parsed(formula, statement)) === normalForm(parsed(original, statement)),
    ),
  });
  const seconds = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  if (decided.outcome === 'proved') return { ...said, kind: 'true', why: 'is proved' };
  if (decided.outcome !== 'refuted') {
    const subject = (of, about) => ({ statement: of, case: of.cases[0], claim: about, seed: 1 });
    const own = subject(statement, claim);
    const mutant = subject(statement, {
      ...claim,
      formula: { ...claim.formula, expression: mutation.expression },
    });
    if (isSame(own, mutant, architecturesOf(own, effort, effort.sizes)))
      return { ...said, kind: 'true', why: 'has the same values everywhere it was looked at' };
    return { ...said, kind: decided.outcome, why: decided.reason };
  }
  const t1 = seconds();
  const { witness } = tellingWitness(decided);
  const t2 = seconds();
  const found = repairsOf(understood, decided);
  return {
    ...said,
    kind: 'refuted',
    hasWitness: witness !== undefined,
    ...repaired(found),
    phases: [t1, t2, seconds()].map((x) => x.toFixed(2)).join(' '),
    seconds: seconds(),
  };
}

function parsed(text, { domain }) {
  const names = [...domain.ranges];
  const lists = new Set(names.filter(([, { kind }]) => kind === 'widths').map(([name]) => name));
  const symbols = new Set(names.filter(([name]) => !lists.has(name)).map(([name]) => name));
  return parseExpression(text, { symbols, lists, form: 'quantity', named: true }).expression;
}
