import type { Family } from '../../network/family.ts';
import { equals } from '../../rational/rational.ts';
import type { Convention, Conventions } from '../../statement/convention.ts';

/** The name of a convention that is no row. */
export const AS_GIVEN = 'as-given';

/** The convention of a family: the row that says the same, the one of this name before others; or one of its own. */
export function conventionOf({ gates: _, ...family }: Family, rows: Conventions, name = ''): Convention {
  const own: Convention = { name: AS_GIVEN, title: 'as the flags say', source: 'ntkcheck', ...family };
  return [rows.get(name), ...rows.values()].find((row) => row && isSame(row, own)) ?? own;
}

type Value = Convention['biasGradient'] | Convention['outputSigmaW2'];

function isSame(a: Convention, b: Convention): boolean {
  const same = (x: Value | undefined, y: Value | undefined): boolean =>
    typeof x === 'object' && typeof y === 'object' ? equals(x, y) : x === y;
  return (
    a.parametrization === b.parametrization &&
    a.outputBias === b.outputBias &&
    a.outputActivation === b.outputActivation &&
    same(a.sigmaW2, b.sigmaW2) &&
    same(a.sigmaB2, b.sigmaB2) &&
    same(a.biasGradient, b.biasGradient) &&
    same(a.outputSigmaW2, b.outputSigmaW2) &&
    same(a.mu4, b.mu4)
  );
}
