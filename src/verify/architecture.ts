import { type Environment, evaluateCondition, evaluateExact, listOf } from '../expression/index.ts';
import { buildNetwork, type NetworkSettings } from '../network/build.ts';
import { familySettings } from '../network/family.ts';
import type { Network } from '../network/network.ts';
import { type Rational, rational } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';
import type { Case, Domain } from '../statement/statement.ts';
import type { ArchitectureRecord } from './verdict.ts';

/** A point of a statement's domain: widths n_0 … n_d, and the value of every scalar symbol but `equals` ones. */
export interface Architecture {
  readonly widths: readonly number[];
  readonly values: ReadonlyMap<string, Rational>;
}

/** What the symbols of the domain stand for at an architecture. */
export function environmentOf(
  { domain }: { readonly domain: Domain },
  architecture: Architecture,
): Environment<Rational> {
  const symbols = new Map(architecture.values);
  const lists = new Map<string, (index: number) => Rational>();
  const { widths } = architecture;
  symbols.set('d', rational(widths.length - 1));
  for (const [name, range] of domain.ranges) {
    if (range.kind === 'widths')
      lists.set(
        name,
        listOf(
          name,
          widths.map((width) => rational(width)),
        ),
      );
  }
  for (const [name, range] of domain.ranges) {
    if (range.kind === 'equals' && !symbols.has(name))
      symbols.set(name, evaluateExact(range.value.expression, { symbols, lists }));
  }
  return { symbols, lists };
}

/** Whether an architecture meets the statement's `where`. */
export function meetsCondition(statement: { readonly domain: Domain }, architecture: Architecture): boolean {
  const { where } = statement.domain;
  return !where || evaluateCondition(where.expression, environmentOf(statement, architecture));
}

/** The network that a case's convention makes of an architecture. */
export function networkOf(
  statement: { readonly domain: Domain },
  { convention, gates }: Case,
  architecture: Architecture,
): Network {
  const { symbols } = environmentOf(statement, architecture);
  const settings: NetworkSettings = {
    widths: architecture.widths,
    r: symbols.get('r')!,
    gates,
    ...familySettings(convention, symbols),
  };
  return buildNetwork(settings);
}

/** Smaller architectures make better witnesses: fewer layers, then fewer neurons, then simpler numbers. */
export function compareSize(a: Architecture, b: Architecture): number {
  const left = sizeOf(a);
  const right = sizeOf(b);
  const at = left.findIndex((value, i) => value !== right[i]);
  return at < 0 ? 0 : left[at]! - right[at]!;
}

function sizeOf({ widths, values }: Architecture): number[] {
  const hidden = widths.slice(1).reduce((total, width) => total + width, 0);
  const digits = [...values.values()].reduce((total, { num, den }) => total + Number(num + den), 0);
  return [widths.length, hidden, widths[0]!, digits];
}

export function recordOf({ widths, values }: Architecture): ArchitectureRecord {
  return {
    widths,
    values: Object.fromEntries([...values].map(([name, value]) => [name, formatRational(value)])),
  };
}

/** `widths 1,2,1, r = 1/2`. */
export function describeArchitecture({ widths, values }: ArchitectureRecord): string {
  const isShallow = widths.length === 2;
  const scalars = Object.entries(values).map(
    ([name, value]) =>
      `${name} = ${value}${name === 'n' && isShallow ? ' (in the formula only: there is no hidden layer)' : ''}`,
  );
  return [
    `widths ${widths.length <= 12 ? widths.join(',') : `${widths.slice(0, 5).join(',')},…,1 (depth ${widths.length - 1})`}`,
    ...scalars,
  ].join(', ');
}
