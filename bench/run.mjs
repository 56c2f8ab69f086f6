// Compares ntkcheck with what a user would use instead, side by side in one run, ratios first.
//
// Usage: npm run bench [-- [NAME…] [--markdown FILE]]. Peers that are not installed are skipped with a word.
//
// A comparison is { name, title, rows }, in a file of its own under comparisons/ and in the list below. A row is
// { what, ours, peers, check? }: sides from harness/side.mjs (own code, another of our ways too) and harness/peer.mjs (other
// programs); `check(answer, name)` throws when the answer of a peer is wrong.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { closedForm } from './comparisons/closed-form.mjs';
import { dense } from './comparisons/dense.mjs';
import { exact } from './comparisons/exact.mjs';
import { sampleMean } from './comparisons/sample-mean.mjs';
import { ourSamplers } from './comparisons/samplers-of-ours.mjs';
import { workers } from './comparisons/workers.mjs';
import { machine } from './harness/machine.mjs';
import { measure } from './harness/measure.mjs';
import { markdown, textTable } from './harness/table.mjs';

const COMPARISONS = [exact, closedForm, dense, ourSamplers, workers, sampleMean];

const { values: options, positionals: names } = parseArgs({
  options: { markdown: { type: 'string' } },
  allowPositionals: true,
});

const unknown = names.find((name) => !COMPARISONS.some((comparison) => comparison.name === name));
if (unknown !== undefined) {
  console.error(`no comparison '${unknown}'; there are ${COMPARISONS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const facts = machine();
console.log(facts.map((fact) => fact.join(' ')).join(', '));
const done = [];
for (const { name, title, rows } of COMPARISONS) {
  if (names.length > 0 && !names.includes(name)) continue;
  const results = [];
  for (const row of rows) results.push(await measure(row));
  done.push({ title, results });
  console.log(`\n${title}\n${textTable(results)}`);
}
if (options.markdown) writeFileSync(options.markdown, markdown(facts, done));
