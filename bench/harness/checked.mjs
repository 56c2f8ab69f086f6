import { moments, toNumber } from '../../dist/index.js';
import { enough } from './measure.mjs';
import { networkArguments, standard } from './networks.mjs';

/** A small network where tails are short, with another u, c and r than elsewhere. */
const SMALL = standard({ width: 16, depth: 3, r: [1, 2] });
const STANDARD_ERRORS = 5;

const done = new Map();

/**
 * A side that simulates networks, made by `side(arguments)`, of the network with these settings. The first time it is held
 * to the exact oracle: its means of K and K² over a small network have to be within five standard errors.
 */
export function checked(side, settings) {
  const measured = side(networkArguments(settings));
  return {
    ...measured,
    start: async () => {
      if (!done.has(measured.name)) done.set(measured.name, check(side(networkArguments(SMALL))));
      await done.get(measured.name);
      return measured.start();
    },
  };
}

async function check(side) {
  const started = await side.start();
  const count = await enough(started, 0.5);
  const { answer } = await started.run(count);
  started.stop();
  const [first, second, , fourth] = moments(
    SMALL.network,
    [1, 2, 3, 4].map((K) => ({ K })),
  ).map(toNumber);
  within(`${started.version}: mean of K`, Number(answer[0]), first, second, count);
  within(`${started.version}: mean of K^2`, Number(answer[1]), second, fourth, count);
}

function within(what, found, mean, secondMoment, count) {
  const error = Math.sqrt((secondMoment - mean * mean) / count);
  if (!(Math.abs(found - mean) <= STANDARD_ERRORS * error))
    throw new Error(`${what} is ${found} over ${count} networks, should be ${mean} ± ${error}`);
}
