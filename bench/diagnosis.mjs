// How good a diagnosis is: slips of the pen in true formulas, and true formulas under a wrong convention.
//
// Usage: node bench/diagnosis.mjs [--mutants 300] [--conventions 60] [--all]. Draws are the same in every run.
import { parseArgs } from 'node:util';
import { FORMULAS, loadConventions } from '../dist/files/library.js';
import { trueEqualities } from './diagnosis/claims.mjs';
import { drawnWrong, told } from './diagnosis/conventions.mjs';
import { drawsOf } from './diagnosis/draw.mjs';
import { diagnosed, drawnMutants } from './diagnosis/mutants.mjs';

const { values: options } = parseArgs({
  options: {
    mutants: { type: 'string', default: '300' },
    conventions: { type: 'string', default: '60' },
    all: { type: 'boolean', default: false },
  },
});
const share = (part, whole) => `${part} of ${whole} (${((100 * part) / Math.max(whole, 1)).toFixed(1)} %)`;
const equalities = trueEqualities();

function mutantTable(count) {
  const results = drawnMutants(equalities, count, drawsOf(1)).map((mutant) => {
    const result = diagnosed(mutant);
    if (options.all) console.error(result.id, result.kind, result.isFound, result.phases ?? result.why);
    return result;
  });
  const told = results.filter(({ kind }) => kind !== 'true' && kind !== 'unreadable');
  const refuted = told.filter(({ kind, hasWitness }) => kind === 'refuted' && hasWitness);
  const seconds = refuted.map((one) => one.seconds).sort((a, b) => a - b);
  console.log(
    `${results.length} formulas with one slip; ${results.length - told.length} of them true as well, or not readable`,
  );
  console.log(`refuted with a witness            ${share(refuted.length, told.length)}`);
  console.log(
    `the formula among three repairs   ${share(refuted.filter((one) => one.isFound).length, refuted.length)}, up to the order of sums and products`,
  );
  console.log(
    `  the same text                   ${share(refuted.filter((one) => one.isText).length, refuted.length)}`,
  );
  console.log(
    `any true repair                   ${share(refuted.filter((one) => one.repairs.length > 0).length, refuted.length)}`,
  );
  console.log(
    `seconds of CPU                    median ${seconds[seconds.length >> 1]?.toFixed(2)}, 95 % ${seconds[Math.floor(seconds.length * 0.95)]?.toFixed(2)}, most ${seconds.at(-1)?.toFixed(2)}`,
  );
  console.log('\nmisses:');
  for (const one of results) {
    if (one.kind === 'true') continue;
    const what = `${one.id}  ${one.rule}: ${one.before.slice(0, 80)} -> ${one.after.slice(0, 80)}`;
    if (one.kind !== 'refuted' || !one.hasWitness)
      console.log(`${what}  ${one.kind}: ${one.why ?? 'no witness'}`);
    else if (!one.isFound)
      console.log(
        `${what}  ${one.repairs.length === 0 ? 'no repair' : `repairs: ${one.repairs.map((x) => x.slice(0, 150)).join(' | ')}`}`,
      );
  }
}

function conventionTable(count) {
  const conventions = loadConventions(FORMULAS);
  const results = drawnWrong(equalities, conventions, count, drawsOf(2)).map((one) => {
    const result = told(one, conventions);
    if (options.all)
      console.error(result.id, '|', result.wrong, '|', result.sense, result.seconds.toFixed(2));
    return result;
  });
  const senses = new Map();
  for (const { sense } of results) senses.set(sense, (senses.get(sense) ?? 0) + 1);
  const isRight = ({ sense }) => sense.startsWith('the convention') || sense.endsWith('proved there');
  const seconds = results.map((one) => one.seconds).sort((a, b) => a - b);
  console.log(`\n${results.length} true formulas under a wrong convention`);
  console.log(`a right convention told first     ${share(results.filter(isRight).length, results.length)}`);
  for (const [sense, number] of senses) console.log(`  ${sense.padEnd(32)}${number}`);
  console.log(
    `seconds of CPU                    median ${seconds[seconds.length >> 1]?.toFixed(2)}, most ${seconds.at(-1)?.toFixed(2)}`,
  );
  console.log('\nmisses:');
  for (const one of results)
    if (!isRight(one)) console.log(`${one.id}  right: ${one.wrong}  ${one.sense}: ${one.told.join(' | ')}`);
}

if (Number(options.mutants) > 0) mutantTable(Number(options.mutants));
if (Number(options.conventions) > 0) conventionTable(Number(options.conventions));
