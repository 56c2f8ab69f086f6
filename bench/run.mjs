// Compares ntkcheck with what a user would write instead, side by side in one run: medians of several repeats, and ratios.
// Usage: npm run bench. Peers that are not installed are skipped with a word.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import {
  buildNetwork,
  deriveQuantity,
  moment,
  parseExpression,
  rational,
  simulate,
  statementOf,
} from '../dist/index.js';

const REPEATS = 5;

const settings = (widths) => ({
  widths,
  r: rational(1),
  parametrization: 'ntk',
  sigmaW2: rational(2),
  sigmaB2: rational(0),
  outputBias: true,
  outputActivation: 'linear',
  gates: 'relu',
});
const equalWidths = (n, depth) => buildNetwork(settings([n, ...Array(depth - 1).fill(n), 1]));

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function seconds(run) {
  run();
  return median(
    Array.from({ length: REPEATS }, () => {
      const start = performance.now();
      run();
      return (performance.now() - start) / 1000;
    }),
  );
}

/** The peer prints its own median in seconds. */
function peer(script, args) {
  const file = fileURLToPath(new URL(`peers/${script}`, import.meta.url));
  const run = spawnSync('python3', [file, ...args.map(String), String(REPEATS)], { encoding: 'utf8' });
  if (run.error || run.status !== 0) return undefined;
  const [time, version] = run.stdout.trim().split('\n');
  return { time: Number(time), version };
}

function report(what, ours, theirs, name) {
  const shown = (time) => `${(1000 * time).toPrecision(3)} ms`;
  if (!theirs) return console.log(`${what}: ${shown(ours)} (${name}: not installed here)`);
  console.log(
    `${what}: ${shown(ours)}, ${theirs.version} ${shown(theirs.time)}: ${(theirs.time / ours).toPrecision(3)} times as long`,
  );
}

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, medians of ${REPEATS}`);

for (const depth of [100, 1000]) {
  const network = equalWidths(100, depth);
  const ours = seconds(() => moment(network, { K: 2 }));
  report(
    `E(K^2) exactly, depth ${depth}, width 100`,
    ours,
    peer('fractions_recursion.py', [depth, 100]),
    'Python fractions',
  );
}

for (const [n, depth, samples] of [
  [100, 50, 40],
  [32, 16, 500],
]) {
  const network = equalWidths(n, depth);
  const request = { network, seed: 1, from: 0, to: samples, statistics: [(o) => o[1]], needsQ: false };
  const ours = seconds(() => simulate(request));
  report(
    `${samples} dense networks, width ${n}, depth ${depth}`,
    ours,
    peer('numpy_dense.py', [n, depth, samples]),
    'numpy',
  );
}

const family = {
  ...settings([1, 1]),
  biasGradient: rational(1),
  outputSigmaW2: 'sigma_w2',
};
const scope = { symbols: new Set(), lists: new Set(), form: 'quantity' };
const { expression } = parseExpression('E(Kw^2)', scope);
report(
  'E(Kw^2) in closed form over all depths and widths',
  seconds(() => statementOf('E(Kw^2)', deriveQuantity(expression, family, {}), family, {})),
  peer('sympy_closed_form.py', []),
  'SymPy',
);
