import { readClaim, resolveSides } from '../../src/checker/claim.ts';
import { compile } from '../../src/checker/evaluate.ts';
import { fractionText, integer, power } from '../../src/checker/fraction.ts';
import { Identity, placeOf } from '../../src/checker/identity.ts';
import { canonical, type JsonObject, sha256, snapshot } from '../../src/checker/json.ts';
import { readFixed } from '../../src/checker/parts.ts';

/** A certificate as plain JSON. */
export type Certificate = Record<string, unknown>;

export const HE_WEIGHTS = {
  parametrization: 'ntk',
  sigma_w2: '2',
  sigma_b2: '0',
  bias_gradient: '1',
  output_sigma_w2: '2',
  output_bias: true,
  output_activation: 'linear',
  gates: 'relu',
};

/** The certificate with its digest, which anyone can recompute. */
export function digested(certificate: Certificate): Certificate {
  const { digest: _, ...rest } = certificate;
  return { ...rest, digest: `sha256:${sha256(canonical(snapshot(rest)))}` };
}

export interface PartPlan {
  readonly fixed?: Record<string, string>;
  readonly depths: readonly [number, number];
  readonly random?: boolean;
  /** Points more (or fewer) than the degree lemma wants. */
  readonly extra?: number;
}

/** A certificate of equal widths or fixed depths, by brute force and the checker's own arithmetic. */
export function made(
  theorem: 'equal-widths' | 'fixed-depths',
  statement: { claim: Certificate; network?: Certificate; domain: Certificate },
  plans: readonly PartPlan[],
): Certificate {
  const shared = {
    claim: statement.claim,
    network: statement.network ?? HE_WEIGHTS,
    domain: statement.domain,
  };
  const json = snapshot(shared) as JsonObject;
  const claim = readClaim(json);
  const parts = plans.map((plan) => {
    const fixed = plan.fixed ?? {};
    const sides = resolveSides(claim);
    const hidden = theorem === 'fixed-depths' ? plan.depths[0] - 1 : undefined;
    const identity = new Identity(claim, sides, readFixed(snapshot(fixed), claim), hidden);
    const [first, last] = plan.depths;
    const bounds = Array.from({ length: last - first + 1 }, (_, i) => identity.degrees(first + i));
    const { symbols } = identity;
    const degrees = symbols.map((_, i) => Math.max(...bounds.map((bound) => bound[i]!)));
    let points: bigint[][] = [[]];
    let method: Certificate;
    if (plan.random) {
      points = [
        symbols.map((name) => {
          const seed = `${canonical(json)} ${canonical(snapshot(fixed))} 0 ${name}`;
          return 1n + BigInt(`0x${sha256(seed).slice(0, 32)}`);
        }),
      ];
      method = {
        kind: 'random',
        bits: 128,
        trials: 1,
        points: [Object.fromEntries(symbols.map((name, i) => [name, `${points[0]![i]}`]))],
        degree: Math.max(...bounds.map((bound) => bound.reduce((a, b) => a + b, 0))),
      };
    } else {
      const axes = symbols.map((name, i) =>
        Array.from({ length: degrees[i]! + 1 + (plan.extra ?? 0) }, (_, x) => x + (/^n/.test(name) ? 1 : 2)),
      );
      for (const axis of axes) points = points.flatMap((point) => axis.map((x) => [...point, BigInt(x)]));
      method = { kind: 'grid', points: Object.fromEntries(symbols.map((name, i) => [name, axes[i]])) };
    }
    const written = points.map((point) => {
      const at = new Map([
        ...readFixed(snapshot(fixed), claim),
        ...symbols.map((name, i) => [name, integer(point[i]!)] as const),
      ]);
      return [...identity.values(at, first, last)].map(fractionText);
    });
    const values = { first: written[0]!, digest: `sha256:${sha256(written.flat().join('\n'))}` };
    return { fixed, depths: plan.depths, method, values };
  });
  return digested({ format: 'ntkcheck-certificate/1', theorem, ...shared, parts });
}

/** A certificate of any widths with random points; values at some words by the checker's own arithmetic. */
export function madeAnyWidths(
  statement: { claim: Certificate; network?: Certificate; domain: Certificate },
  fixings: readonly Record<string, string>[] = [{}],
): Certificate {
  const shared = {
    claim: statement.claim,
    network: statement.network ?? HE_WEIGHTS,
    domain: statement.domain,
  };
  const json = snapshot(shared) as JsonObject;
  const claim = readClaim(json);
  const sides = resolveSides(claim);
  const words = [[], [3], [3, 1]];
  const parts = fixings.map((fixed) => {
    const already = readFixed(snapshot(fixed), claim);
    const identity = new Identity(claim, sides, already, 0);
    const seed = (name: string): string => `${canonical(json)} ${canonical(snapshot(fixed))} 0 ${name}`;
    const point = identity.symbols.map(
      (name) => [name, 1n + BigInt(`0x${sha256(seed(name)).slice(0, 32)}`)] as const,
    );
    const values = words.map((word) => {
      const symbols = new Map([...already, ...point.map(([name, x]) => [name, integer(x)] as const)]);
      const n0 = symbols.get('n0');
      if (n0) symbols.set('n0', integer((n0.num % 1000n) + 1n));
      word.forEach((n, l) => {
        symbols.set(`n${l + 1}`, integer(n)).set(`y${l + 1}`, power(integer(2), -n));
      });
      const depth = word.length + 1;
      const place = placeOf(claim, identity.systems, symbols, new Map([['d', depth]]), depth);
      return fractionText(compile(sides.quantity)(place));
    });
    const points = [Object.fromEntries(point.map(([name, x]) => [name, `${x}`]))];
    const method = { kind: 'random', bits: 128, trials: 1, points, degree: 2 ** 32 };
    return { fixed, method, words, values };
  });
  return digested({ format: 'ntkcheck-certificate/1', theorem: 'any-widths', ...shared, parts });
}
