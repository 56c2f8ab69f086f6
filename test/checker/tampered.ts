import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/checker/check.ts';
import { type Certificate, digested, HE_WEIGHTS, made, madeAnyWidths } from './make.ts';

const EQUAL = { widths: 'equal', d: '[1, inf)', n: '[1, inf)', r: '[0, inf)' };
const LIST = { ...EQUAL, widths: 'list' };
export const equals = (quantity: string, formula: string) => ({ quantity, relation: 'equals', formula });
// A moment that depends on every field of the network, and on the widths.
const network = { ...HE_WEIGHTS, gates: 'fair' };
const closed = 'd*(1 + 2*r) + 12*r^2*(1 + 5/n)^(d - 1)';
const claim = equals('E(K + f^4)', closed);
const each = equals('E(K + f^4)', 'd*(1 + 2*r) + 12*r^2*Prod(i, 1, d - 1, 1 + 5/n[i])');
export const mean = made('equal-widths', { claim, network, domain: EQUAL }, [{ depths: [1, 10] }]);
const shared = { format: 'ntkcheck-certificate/1', network };

const GOOD: Record<string, Certificate> = {
  'equal-widths': mean,
  random: made('equal-widths', { claim, network, domain: EQUAL }, [{ depths: [1, 10], random: true }]),
  'fixed-depths': made('fixed-depths', { claim: each, network, domain: { ...LIST, d: '[3, 3]' } }, [
    { depths: [3, 3] },
  ]),
  'any-widths': madeAnyWidths({ claim: each, network, domain: LIST }),
  substitution: digested({
    ...shared,
    theorem: 'substitution',
    claim: equals('sqrt(E(K + f^4)) + 1', `sqrt(${closed}) + 1`),
    domain: EQUAL,
    uses: [mean],
  }),
  limit: digested({
    ...shared,
    theorem: 'limit',
    claim: {
      quantity: 'E(K + f^4)/n*(1 + 5/n)^d',
      relation: 'tends-to',
      formula: 'lambda*(1 + 2*r)*exp(5*lambda)',
    },
    domain: { widths: 'equal', d: '= lambda*n', n: '[1, inf)', r: '[0, inf)', lambda: '(0, 1]' },
    uses: [mean],
    remainder: 1,
  }),
  witness: digested({
    ...shared,
    theorem: 'witness',
    network: { ...HE_WEIGHTS, parametrization: 'standard' },
    claim: equals('E(K)', 'd*(1 + 2*r)'),
    domain: LIST,
    architecture: { widths: [1, 2, 1, 1], values: { r: '1' } },
    quantity: '27/4',
    formula: '9',
  }),
};

type Path = (string | number)[];

function leaves(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, [...path, i]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  return [path];
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((part, key) => (part as Record<string, unknown>)[key], value);
}

function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** Another number, another sign, a character less, another type. */
const change = (leaf: unknown, seed: number): unknown => {
  if (seed % 7 === 6) return [null, 0, '', [], {}, true, '0'][seed % 5];
  if (typeof leaf === 'boolean') return !leaf;
  if (typeof leaf === 'number') return leaf + [1, -1, 0.5, 1000, 2 ** 60][seed % 5]!;
  const text = String(leaf);
  const places = [...text.matchAll(/[\d+\-*/^]/g)].map(({ index }) => index);
  if (seed % 2 === 0 || places.length === 0) {
    const cut = seed % (text.length + 1);
    return text.slice(0, cut) + text.slice(cut + 1);
  }
  const place = places[seed % places.length]!;
  const swap: Record<string, string> = { '+': '-', '-': '+', '*': '+', '/': '*', '^': '*' };
  const here = text[place]!;
  return (
    text.slice(0, place) + (swap[here] ?? `${(Number(here) + 1 + (seed % 8)) % 10}`) + text.slice(place + 1)
  );
};

/**
 * Leaves of which a change can leave a true claim that the certificate still proves: the domain may shrink, or get a symbol's
 * bound that changes nothing; a stated degree may be larger. Everything else is rejected.
 */
const mayStayTrue = (path: Path): boolean => path[0] === 'domain' || path.at(-1) === 'degree';
const sameText = (a: unknown, b: unknown): boolean => {
  const text = (value: unknown): string => JSON.stringify(value).replaceAll(' ', '');
  return text(a) === text(b);
};

/** How many changes of a leaf are tried, under the old digest and under a new one. */
interface Runs {
  readonly old: number;
  readonly digested: number;
  readonly seed: number;
}

export function describeTampered(runs: Runs): void {
  describe.each(Object.entries(GOOD))('a certificate of %s', (_, good) => {
    const paths = leaves(good);

    it('is accepted', () => {
      expect(checkCertificate(good)).toMatchObject({ accepted: true });
    });

    it('is rejected with any leaf changed', () => {
      fc.assert(
        fc.property(fc.nat(), fc.nat(), (which, seed) => {
          const path = paths[which % paths.length]!;
          const by = change(at(good, path), seed);
          fc.pre(JSON.stringify(by) !== JSON.stringify(at(good, path)));
          expect(checkCertificate(replaced(good, path, by))).toMatchObject({ accepted: false });
        }),
        { numRuns: runs.old, seed: runs.seed },
      );
    });

    it('is rejected with any leaf changed and a new digest, but for what stays true', () => {
      fc.assert(
        fc.property(fc.nat(), fc.nat(), (which, seed) => {
          const path = paths[which % paths.length]!;
          const by = change(at(good, path), seed);
          fc.pre(!sameText(by, at(good, path)) && path[0] !== 'digest' && !mayStayTrue(path));
          expect(checkCertificate(digested(replaced(good, path, by) as Certificate))).toMatchObject({
            accepted: false,
          });
        }),
        { numRuns: runs.digested, seed: runs.seed },
      );
    });

    it('is rejected with a field taken away or added', () => {
      for (const key of Object.keys(good)) {
        const { [key]: _removed, ...rest } = good;
        const left = key === 'digest' ? rest : digested(rest);
        expect(checkCertificate(left)).toMatchObject({ accepted: false });
      }
      expect(checkCertificate(digested({ ...good, extra: 1 }))).toMatchObject({ accepted: false });
    });
  });
}
