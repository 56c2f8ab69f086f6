/**
 * What becomes of every displayed equation of a paper: read, refused with the reason, or not about moments.
 * `node bench/latex.mjs [paper.tex ...]`; without arguments, the formulas of test/latex/papers.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeTable, readDocument, readEquation } from '../dist/latex/index.js';

const folder = join(import.meta.dirname, '../test/latex/papers');
const files =
  process.argv.length > 2 ? process.argv.slice(2) : readdirSync(folder).map((file) => join(folder, file));

/** `% ntkcheck: symbol: \Delta -> f*Q` lines of the paper. */
const lines = (paper, key) =>
  Object.fromEntries(
    paper.comments
      .filter(({ text }) => text.startsWith(`${key}: `))
      .map(({ text }) => text.slice(key.length + 2).split(' -> ')),
  );

for (const file of files) {
  const paper = readDocument(readFileSync(file, 'utf8'));
  const table = makeTable(
    { symbols: lines(paper, 'symbol'), relations: lines(paper, 'relation') },
    paper.macros,
  );
  const counts = { read: 0, refused: 0, 'not about moments': 0 };
  console.log(`\n${basename(file)}`);
  for (const equation of paper.equations) {
    const reading = readEquation(paper, equation, table);
    const kind = reading.moments ? reading.kind : 'not about moments';
    counts[kind] += 1;
    const name = equation.labels[0] ?? (equation.numbers[0] ? `(${equation.numbers[0]})` : equation.key);
    const says =
      reading.kind === 'refused'
        ? reading.error.message
        : reading.display.chains
            .map(({ sides, relations }) =>
              sides.map(({ text }, i) => `${text} ${relations[i]?.sign ?? ''}`.trim()).join(' '),
            )
            .join(' ; ');
    console.log(`${String(equation.lines[0]).padStart(5)}  ${name.padEnd(14)}  ${kind.padEnd(17)}  ${says}`);
  }
  for (const { error } of paper.problems) console.log(`${String(error.line).padStart(5)}  ${error.message}`);
  const moments = counts.read + counts.refused;
  console.log(
    `${paper.equations.length} equations, ${moments} about moments: ${counts.read} read, ${counts.refused} refused`,
  );
}
