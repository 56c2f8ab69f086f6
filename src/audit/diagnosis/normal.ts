import { type Expression, formatExpression } from '../../expression/index.ts';
import { add, divide, isZero, multiply, negate, ONE, type Rational, ZERO } from '../../rational/rational.ts';
import { formatRational } from '../../rational/text.ts';

/**
 * A text that two expressions share where they are one formula in another order: + and * commute, a - b is a + -b, a/b is a*b^-1, equal
 * terms and factors are collected, numbers are computed, and x^1, x*1, x + 0 are x. Products of sums are not expanded.
 */
export const normalForm = (node: Expression): string => sumText(termsOf(node, ONE));

interface Term {
  readonly coefficient: Rational;
  readonly factors: ReadonlyMap<string, number>;
}

function sumText(terms: readonly Term[]): string {
  const totals = new Map<string, Rational>();
  for (const { coefficient, factors } of terms) {
    const key = [...factors]
      .filter(([, power]) => power !== 0)
      .map(([text, power]) => (power === 1 ? text : `${text}^${power}`))
      .sort()
      .join('*');
    totals.set(key, add(totals.get(key) ?? ZERO, coefficient));
  }
  const texts = [...totals]
    .filter(([, total]) => !isZero(total))
    .map(([key, total]) => {
      const number = formatRational(total);
      return key === '' ? number : number === '1' ? key : `${number}*${key}`;
    });
  if (texts.length === 0) return '0';
  return texts.length === 1 ? texts[0]! : `(${texts.sort().join(' + ')})`;
}

function termsOf(node: Expression, sign: Rational): Term[] {
  switch (node.kind) {
    case 'add':
      return [...termsOf(node.left, sign), ...termsOf(node.right, sign)];
    case 'subtract':
      return [...termsOf(node.left, sign), ...termsOf(node.right, negate(sign))];
    case 'negate':
      return termsOf(node.argument, negate(sign));
    default: {
      const product = new Product(sign);
      product.take(node, 1);
      return [product];
    }
  }
}

/** A number times powers of what is no product. */
class Product implements Term {
  coefficient: Rational;
  readonly factors = new Map<string, number>();

  constructor(coefficient: Rational) {
    this.coefficient = coefficient;
  }

  take(node: Expression, power: number): void {
    switch (node.kind) {
      case 'multiply':
        this.take(node.left, power);
        this.take(node.right, power);
        return;
      case 'divide':
        this.take(node.left, power);
        this.take(node.right, -power);
        return;
      case 'negate':
        this.take(node.argument, power);
        if (power % 2 !== 0) this.coefficient = negate(this.coefficient);
        return;
      case 'power': {
        const exponent = normalForm(node.right);
        if (/^-?\d{1,2}$/.test(exponent)) this.take(node.left, power * Number(exponent));
        else this.#put(`(${normalForm(node.left)})^(${exponent})`, power);
        return;
      }
      case 'constant':
        this.#number(node.value, power);
        return;
      case 'add':
      case 'subtract': {
        const [term, ...more] = simplified(termsOf(node, ONE));
        if (more.length > 0) this.#put(normalForm(node), power);
        else if (!term) this.#number(ZERO, power);
        else {
          this.#number(term.coefficient, power);
          for (const [text, own] of term.factors) this.#put(text, own * power);
        }
        return;
      }
      default:
        this.#put(atomText(node), power);
    }
  }

  #put(text: string, power: number): void {
    this.factors.set(text, (this.factors.get(text) ?? 0) + power);
  }

  #number(value: Rational, power: number): void {
    if (isZero(value) && power < 0) {
      this.#put('0', power);
      return;
    }
    for (let i = 0; i < Math.abs(power); i++)
      this.coefficient = power > 0 ? multiply(this.coefficient, value) : divide(this.coefficient, value);
  }
}

/** Terms with equal factors added. */
function simplified(terms: readonly Term[]): Term[] {
  const totals = new Map<string, Term>();
  for (const term of terms) {
    const key = JSON.stringify([...term.factors].filter(([, power]) => power !== 0).sort());
    const known = totals.get(key);
    totals.set(key, known ? { ...known, coefficient: add(known.coefficient, term.coefficient) } : term);
  }
  return [...totals.values()].filter(({ coefficient }) => !isZero(coefficient));
}

function atomText(node: Expression): string {
  switch (node.kind) {
    case 'symbol':
      return node.name;
    case 'element':
      return `${node.list}[${normalForm(node.index)}]`;
    case 'call':
      return `${node.name}(${node.arguments.map(normalForm).join()})`;
    case 'fold':
      return `${node.operator}(${node.index},${normalForm(node.from)},${normalForm(node.to)},${normalForm(node.body)})`;
    case 'expectation':
      return `E(${normalForm(node.body)})`;
    case 'named':
      return formatExpression(node);
    default:
      return node.kind;
  }
}

/** Whether two expressions have one normal form. */
export const isSameFormula = (a: Expression, b: Expression): boolean => normalForm(a) === normalForm(b);
