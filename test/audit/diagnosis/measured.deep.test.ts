import { expect, it } from 'vitest';
import { conventions } from './claims.ts';

/** A module of the bench, which is plain JavaScript. */
const bench = (name: string): Promise<unknown> =>
  import(new URL(`../../../bench/diagnosis/${name}.mjs`, import.meta.url).href);

interface Slip {
  readonly kind: string;
  readonly hasWitness?: boolean;
  readonly isFound?: boolean;
}

const { trueEqualities } = (await bench('claims')) as { trueEqualities: () => unknown[] };
const { drawsOf } = (await bench('draw')) as { drawsOf: (seed: number) => () => number };
const { diagnosed, drawnMutants } = (await bench('mutants')) as {
  diagnosed: (mutant: unknown) => Slip;
  drawnMutants: (from: unknown[], count: number, draw: () => number) => unknown[];
};
const { drawnWrong, told } = (await bench('conventions')) as {
  drawnWrong: (from: unknown[], rows: unknown, count: number, draw: () => number) => unknown[];
  told: (one: unknown, rows: unknown) => { readonly sense: string };
};

const share = (items: readonly unknown[], all: readonly unknown[]): number => items.length / all.length;

it('slips of the pen are refuted, and undone by the first repairs', () => {
  const all = drawnMutants(trueEqualities(), 40, drawsOf(3)).map(diagnosed);
  const wrong = all.filter(({ kind }) => kind !== 'true' && kind !== 'unreadable');
  const refuted = wrong.filter(({ kind, hasWitness }) => kind === 'refuted' && hasWitness);
  expect(share(refuted, wrong)).toBeGreaterThanOrEqual(0.97);
  expect(
    share(
      refuted.filter(({ isFound }) => isFound),
      refuted,
    ),
  ).toBeGreaterThanOrEqual(0.75);
});

it('of true formulas under a wrong convention, the right one is told first', () => {
  const all = drawnWrong(trueEqualities(), conventions, 20, drawsOf(2)).map((one) => told(one, conventions));
  const right = all.filter(
    ({ sense }) => sense.startsWith('the convention') || sense.endsWith('proved there'),
  );
  expect(share(right, all)).toBeGreaterThanOrEqual(0.95);
});
