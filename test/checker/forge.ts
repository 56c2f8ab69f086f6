import { readClaim, resolveSides, type Sides } from '../../src/checker/claim.ts';
import { compile } from '../../src/checker/evaluate.ts';
import { fractionText, integer, power } from '../../src/checker/fraction.ts';
import { Identity, placeOf } from '../../src/checker/identity.ts';
import { canonical, type JsonObject, sha256, snapshot } from '../../src/checker/json.ts';
import { readFixed } from '../../src/checker/parts.ts';
import { type Certificate, digested, HE_WEIGHTS } from './make.ts';

export interface Forged {
  readonly theorem: 'equal-widths' | 'fixed-depths' | 'any-widths';
  readonly claim: Certificate;
  readonly network?: Certificate;
  readonly domain: Certificate;
  readonly fixed?: Record<string, string>;
  readonly depths?: readonly [number, number];
  /** Values of the symbols, which need not be enough; missing: random points. */
  readonly grid?: Record<string, readonly number[]>;
}

/**
 * A certificate as its author would have it who wants a claim accepted, true or not: points where the author likes them, values
 * of the quantity alone (where it has one), and a right digest.
 */
export function forged(statement: Forged): Certificate {
  const { theorem, claim, network = HE_WEIGHTS, domain, fixed = {}, depths = [1, 60], grid } = statement;
  const shared = { claim, network, domain };
  const json = snapshot(shared) as JsonObject;
  const read = readClaim(json);
  const already = readFixed(snapshot(fixed), read);
  const hidden = theorem === 'fixed-depths' ? depths[0] - 1 : theorem === 'any-widths' ? 0 : undefined;
  const identity = new Identity(read, resolveSides(read), already, hidden);
  const drawn = (name: string): bigint =>
    1n + BigInt(`0x${sha256(`${canonical(json)} ${canonical(snapshot(fixed))} 0 ${name}`).slice(0, 32)}`);
  let points: bigint[][] = [identity.symbols.map((name) => drawn(name))];
  if (grid) {
    points = [[]];
    for (const name of identity.symbols)
      points = points.flatMap((point) => (grid[name] ?? [1]).map((x) => [...point, BigInt(x)]));
  }
  const method = grid
    ? { kind: 'grid', points: Object.fromEntries(identity.symbols.map((name) => [name, grid[name] ?? [1]])) }
    : {
        kind: 'random',
        bits: 128,
        trials: 1,
        points: [Object.fromEntries(identity.symbols.map((name, i) => [name, `${points[0]![i]}`]))],
        degree: 2 ** 32,
      };
  const at = (point: readonly bigint[]) =>
    new Map([...already, ...identity.symbols.map((name, i) => [name, integer(point[i]!)] as const)]);
  const valued = (compute: (quantity: Sides['quantity']) => string): string => {
    try {
      return compute(resolveSides(read).quantity);
    } catch {
      return '0';
    }
  };
  const whole = { format: 'ntkcheck-certificate/1', theorem, ...shared };
  if (theorem === 'any-widths') {
    const words = [[], [3], [3, 1]];
    const values = words.map((word) =>
      valued((quantity) => {
        const symbols = at(points[0]!);
        const n0 = symbols.get('n0');
        if (n0) symbols.set('n0', integer((n0.num % 1000n) + 1n));
        word.forEach((n, l) => {
          symbols.set(`n${l + 1}`, integer(n)).set(`y${l + 1}`, power(integer(2), -n));
        });
        const depth = word.length + 1;
        return fractionText(
          compile(quantity)(placeOf(read, identity.systems, symbols, new Map([['d', depth]]), depth)),
        );
      }),
    );
    return digested({ ...whole, parts: [{ fixed, method, words, values }] });
  }
  const [first, last] = depths;
  const written = points.flatMap((point) =>
    Array.from({ length: last - first + 1 }, (_, i) =>
      valued((quantity) => {
        const place = placeOf(read, identity.systems, at(point), new Map([['d', first + i]]), last);
        return fractionText(compile(quantity)(place));
      }),
    ),
  );
  const values = {
    first: written.slice(0, last - first + 1),
    digest: `sha256:${sha256(written.join('\n'))}`,
  };
  return digested({ ...whole, parts: [{ fixed, depths, method, values }] });
}
