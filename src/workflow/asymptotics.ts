import * as F from '../algebra/fraction.ts';
import { TooLarge } from '../algebra/polynomial.ts';
import { NoExpansion } from '../asymptotics/joint.ts';
import { largeLambda, smallLambda } from '../asymptotics/lambda.ts';
import { expandQuotient, type Quotient } from '../asymptotics/limit.ts';
import { coefficientText, limitText } from '../asymptotics/print.ts';
import { type Expression, parseExpression } from '../expression/index.ts';
import { isZero } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';

/** What a limit and a series add to a derivation. */
export interface AsymptoticsRecord {
  /** quantity/scale -> limit as n -> inf, d/n -> lambda; a null limit comes with its reason. Formulas in d and n. */
  readonly limit?: string | null;
  readonly scale?: string;
  readonly remainder?: string;
  readonly smallLambda?: string;
  readonly largeLambda?: string;
  readonly limitReason?: string;
  /** Whether the checker has replayed a proof of the limit. */
  readonly limitVerdict?: 'proved' | 'undecided';
  /** At fixed depth. */
  readonly series?: string | null;
  readonly seriesReason?: string;
}

const ORDERS = 4;

/** Which expansions are wanted. */
export interface Expansions {
  /** The joint limit d/n -> lambda. */
  readonly limit?: boolean | undefined;
  /** The series in 1/n at fixed depth, to this order: 1 to 6. */
  readonly series?: number | undefined;
}

export const MOST_ORDERS = 6;

export function asymptoticsOf(ratio: Quotient, { limit, series }: Expansions): AsymptoticsRecord {
  return { ...(limit && jointLimit(ratio)), ...(series !== undefined && seriesAt(ratio, series)) };
}

function jointLimit(ratio: Quotient): AsymptoticsRecord {
  try {
    const expansion = expandQuotient(ratio, 'joint', ORDERS);
    if (!expansion) return { limit: '0', scale: '1', remainder: 'exact' };
    const { growth, series } = expansion;
    const [lead, ...rest] = series.coefficients;
    const next = rest.findIndex((c) => !F.isZero(c));
    const isBounded = growth.num === growth.den;
    const scales = [
      ...(isBounded ? [] : [`(${formatRational(growth)})^(d - 1)`]),
      ...(series.order === 0
        ? []
        : [series.order === -1 ? 'n' : `n^${series.order > 0 ? `(-${series.order})` : -series.order}`]),
    ];
    const { rate, power, constant } = largeLambda(lead!);
    return {
      limit: limitText(lead!),
      scale: scales.length === 0 ? '1' : scales.join('*'),
      remainder: next < 0 ? `O(1/n^${ORDERS})` : `O(1/n${next === 0 ? '' : `^${next + 1}`})`,
      smallLambda: smallText(lead!),
      largeLambda: [
        limitText(constant),
        ...(power === 0 ? [] : [power === 1 ? 'lambda' : `lambda^${power < 0 ? `(${power})` : power}`]),
        ...(rate === 0 ? [] : [`exp(${rate === 1 ? '' : `${rate}*`}lambda)`]),
      ].join('*'),
    };
  } catch (error) {
    if (error instanceof NoExpansion || error instanceof TooLarge)
      return { limit: null, limitReason: error.message };
    throw error;
  }
}

function smallText(lead: F.Fraction): string {
  const { order, coefficients } = smallLambda(lead, ORDERS);
  return powersText(coefficients, order, 'lambda', ORDERS);
}

/** c_0 + c_1 x + … + O(x^k). */
function powersText(
  coefficients: readonly F.Fraction[],
  order: number,
  name: string,
  length: number,
): string {
  const terms = coefficients.slice(0, length).flatMap((c, i) => {
    if (F.isZero(c)) return [];
    const k = order + i;
    const { text, isSum } = coefficientText(c, 'lambda');
    const factor = k === 0 ? '' : `*${name}${k === 1 ? '' : `^${k < 0 ? `(${k})` : k}`}`;
    return [`${factor && isSum ? `(${text})` : text}${factor}`];
  });
  return `${terms.length === 0 ? '0' : terms.join(' + ')} + O(${name}^${order + length})`;
}

function seriesAt(ratio: Quotient, order: number): AsymptoticsRecord {
  try {
    const expansion = expandQuotient(ratio, 'fixed', order + 1);
    if (!expansion) return { series: '0' };
    const { growth, series } = expansion;
    if (isZero(growth) || growth.num !== growth.den)
      return { series: null, seriesReason: 'exponentials of the depth remain' };
    return { series: inWidth(series.coefficients, series.order, order + 1) };
  } catch (error) {
    if (error instanceof NoExpansion || error instanceof TooLarge)
      return { series: null, seriesReason: error.message };
    throw error;
  }
}

/** c_0 + c_1/n + … at fixed depth. */
function inWidth(coefficients: readonly F.Fraction[], order: number, length: number): string {
  const terms = coefficients.slice(0, length).flatMap((c, i) => {
    if (F.isZero(c)) return [];
    const k = order + i;
    const { text, isSum } = coefficientText(c, 'd');
    const bracketed = isSum ? `(${text})` : text;
    if (k === 0) return [text];
    return [k > 0 ? `${bracketed}/n${k === 1 ? '' : `^${k}`}` : `${bracketed}*n${k === -1 ? '' : `^${-k}`}`];
  });
  const rest = order + length;
  return `${terms.length === 0 ? '0' : terms.join(' + ')} + O(${rest > 0 ? `1/n${rest === 1 ? '' : `^${rest}`}` : `n^${-rest}`})`;
}

/** quantity/scale. */
export function scaled(quantity: Expression, scale: Expression): Expression {
  const isOne = scale.kind === 'constant' && scale.value.num === scale.value.den;
  return isOne ? quantity : { kind: 'divide', left: quantity, right: scale };
}

/** The scale of a limit as a formula. */
export const scaleOf = ({ scale = '1' }: AsymptoticsRecord): Expression =>
  parseExpression(scale, { symbols: new Set(['d', 'n']), lists: new Set(), form: 'formula' }).expression;
