import { FUNCTIONS, NAMED } from '../../expression/index.ts';
import { OBSERVABLES } from '../../network/observables.ts';
import { ClaimError } from './error.ts';
import { PlainCursor, type PlainSide } from './plain-cursor.ts';
import type { PlainToken } from './plain-token.ts';

const CALLED: ReadonlySet<string> = new Set([
  ...Object.keys(FUNCTIONS),
  ...Object.keys(NAMED),
  ...['E', 'Var', 'Sum', 'Prod', 'O'],
]);
const observables: ReadonlySet<string> = new Set(OBSERVABLES);

/** Writes tokens of one side as a formula. */
export class SideWriter extends PlainCursor {
  write(): PlainSide {
    if (this.tokens.length === 0) throw new ClaimError('nothing stands on this side', this.end);
    this.#sequence(undefined);
    return { text: this.text, places: this.places };
  }

  /** Up to the bracket that closes what is open. */
  #sequence(closing: string | undefined): void {
    let needsSign = false;
    while (this.at < this.tokens.length) {
      const token = this.peek()!;
      if (token.kind === 'close') {
        if (token.text === closing) return;
        throw new ClaimError(
          closing === undefined
            ? `'${token.text}' closes nothing`
            : `found '${token.text}', wanted '${closing}'`,
          token.position,
        );
      }
      if (token.kind === 'sign') {
        this.#sign(token);
        needsSign = token.text === '!';
        continue;
      }
      if (needsSign) this.#juxtaposed(token);
      this.#operand(token);
      needsSign = true;
    }
    if (closing !== undefined) throw new ClaimError(`'${closing}' is missing`, this.end);
  }

  #sign(token: PlainToken): void {
    if (token.text === '_') throw new ClaimError("a '_' that belongs to nothing", token.position);
    this.at += 1;
    const { text } = token;
    this.put(text === ',' ? ', ' : '+-'.includes(text) ? ` ${text} ` : text, token.position);
    if (text === '^' && this.peek()?.kind === 'open' && this.peek()!.text === '{') this.#bracket();
  }

  /** 2n, 2 (n + 1), d r: a product; but a/b c and a digit after what is no sign may be two things. */
  #juxtaposed(token: PlainToken): void {
    if (token.kind === 'number')
      throw new ClaimError(`'${token.text}' follows without a sign; write * or ^ before it`, token.position);
    if (this.#isAfterQuotient())
      throw new ClaimError(
        `'/' before a product without a sign can be read two ways; write (a/b)*c or a/(b*c)`,
        token.position,
      );
    this.put('*', token.position);
  }

  /** Whether the last sign at this level is a slash: 1/2n. */
  #isAfterQuotient(): boolean {
    let depth = 0;
    for (let i = this.text.length - 1; i >= 0; i--) {
      const character = this.text[i]!;
      if (')]'.includes(character)) depth += 1;
      if ('(['.includes(character)) depth -= 1;
      if (depth < 0) return false;
      if (depth === 0 && character === '/') return true;
      if (depth === 0 && '+-*,'.includes(character)) return false;
    }
    return false;
  }

  #operand(token: PlainToken): void {
    if (token.kind === 'number') {
      this.at += 1;
      this.put(token.text, token.position);
    } else if (token.kind === 'open') this.#bracket();
    else if (token.kind === 'bar') this.#norm(token);
    else this.#name(token);
  }

  /** ( [ { group alike. */
  #bracket(): void {
    const open = this.peek()!;
    this.at += 1;
    this.put('(', open.position);
    this.#sequence({ '(': ')', '[': ']', '{': '}' }[open.text]);
    this.put(')', this.peek()!.position);
    this.at += 1;
  }

  /** |x|² is r n_0. */
  #norm(bar: PlainToken): void {
    const [name, close, sign, two] = [1, 2, 3, 4].map((ahead) => this.peek(ahead));
    if (name?.text !== 'x' || close?.kind !== 'bar')
      throw new ClaimError('only |x| may stand between bars; write abs(…)', bar.position);
    if (sign?.text !== '^' || two?.kind !== 'number' || Number(two.text) % 2 === 1)
      throw new ClaimError('|x| comes in even powers; r is |x|²/n_0', bar.position);
    this.at += 5;
    this.refuseTower();
    const power = Number(two.text) / 2;
    const isDivided = this.#takeInputWidth(power);
    const base = isDivided ? 'r' : '(r*n0)';
    this.put(power === 1 ? base : `${base}^${power}`, bar.position);
    // |x|²/n_0 d may be |x|²/(n_0 d).
    if (isDivided) this.refuseJuxtaposed();
  }

  /** What follows |x|^2k is /n_0^k: together they are r^k. */
  #takeInputWidth(power: number): boolean {
    // 1/|x|²/n_0 divides by both.
    if (/[/^]\s*$/.test(this.text)) return false;
    const wanted = ['/', 'n', '_', '0', ...(power === 1 ? [] : ['^', `${power}`])];
    const isThere = wanted.every((text, ahead) => this.peek(ahead)?.text === text);
    if (!isThere || (power === 1 && this.peek(4)?.text === '^')) return false;
    this.at += wanted.length;
    return true;
  }

  #name(token: PlainToken): void {
    const base = token.text;
    this.at += 1;
    const script = this.#subscript();
    if (base === 'e' && script === undefined) this.#exponential(token);
    else if (base === 'sigma') this.#sigma(token, script);
    else this.#called(token, script === undefined ? base : this.#scripted(token, script));
  }

  /** A symbol, an element of n, or a function with its arguments. */
  #called(token: PlainToken, name: string): void {
    const next = this.peek();
    if (CALLED.has(name)) {
      if (next?.kind !== 'open')
        throw new ClaimError(
          name === 'E' || name === 'Var'
            ? `of what? write ${name}(…), as in ${name}(K^2)`
            : `'${name}' is a function; write ${name}(…)`,
          token.position,
        );
      if (name === 'Var') this.#variance(token);
      else {
        this.put(name, token.position);
        this.#bracket();
      }
      return;
    }
    this.put(name, token.position);
    if (name === 'n' && next?.kind === 'open' && next.text === '[') {
      if (next.isApart)
        throw new ClaimError('n […] is a product or an element; write n*(…) or n[…]', next.position);
      this.at += 1;
      this.put('[', next.position);
      this.#sequence(']');
      this.put(']', this.peek()!.position);
      this.at += 1;
    }
  }

  /** What stands after '_': a name, a number, or anything in brackets; as text. */
  #subscript(): string | undefined {
    if (this.peek()?.text !== '_') return undefined;
    const sign = this.peek()!;
    this.at += 1;
    const next = this.peek();
    if (next?.kind === 'open' && next.text !== '[') {
      const before = this.text.length;
      this.#bracket();
      const text = this.text.slice(before + 1, -1);
      this.text = this.text.slice(0, before);
      this.places.length = before;
      return text;
    }
    if (next?.kind !== 'number' && next?.kind !== 'name')
      throw new ClaimError('nothing stands below; write n_i or n_(i - 1)', sign.position);
    this.at += 1;
    return next.text;
  }

  /** K_w is Kw, n_0 the input width n0, n_i the width n[i]. */
  #scripted(token: PlainToken, script: string): string {
    const plain = `${token.text}${script}`;
    if (observables.has(plain)) return plain;
    if (token.text === 'n') return script === '0' ? 'n0' : `n[${script}]`;
    if (token.text === 'mu' && script === '4') return 'mu_4';
    if (token.text === 'bias' && script === 'gradient') return 'bias_gradient';
    if (token.text === 'output' && script === 'sigma') return this.#outputVariance(token);
    throw new ClaimError(
      `'${token.text}_${script}' is not known; there are K_w, K_b, Q_ww, …, n_0, n_i, σ_w², σ_b², mu_4`,
      token.position,
    );
  }

  #outputVariance(token: PlainToken): string {
    if (this.#subscript() !== 'w2') throw new ClaimError('wanted output_sigma_w2', token.position);
    return 'output_sigma_w2';
  }

  /** σ_w² and sigma_w2 alike; other powers are even ones of them. */
  #sigma(token: PlainToken, script: string | undefined): void {
    if (script === 'w2' || script === 'b2') {
      this.put(`sigma_${script}`, token.position);
      return;
    }
    if (script !== 'w' && script !== 'b')
      throw new ClaimError('wanted σ_w² or σ_b², or sigma_w2 and sigma_b2', token.position);
    const [sign, power] = [this.peek(), this.peek(1)];
    if (sign?.text !== '^' || power?.kind !== 'number' || Number(power.text) % 2 !== 0)
      throw new ClaimError(
        `σ_${script} comes in even powers; its square is sigma_${script}2`,
        token.position,
      );
    this.at += 2;
    this.refuseTower();
    const half = Number(power.text) / 2;
    this.put(half === 1 ? `sigma_${script}2` : `sigma_${script}2^${half}`, token.position);
  }

  /** e^(5 d/n) and e^x. */
  #exponential(token: PlainToken): void {
    if (this.peek()?.text !== '^') throw new ClaimError("'e' is not a symbol; write exp(…)", token.position);
    this.at += 1;
    this.put('exp', token.position);
    const next = this.peek();
    if (next?.kind === 'open') {
      this.#bracket();
      this.refuseTower();
      return;
    }
    if (next?.kind !== 'name' && next?.kind !== 'number')
      throw new ClaimError('write exp(…)', token.position);
    this.put('(', next.position);
    this.#operand(next);
    this.put(')', next.position);
    // e^5d, e^d/n, e^x^2: the exponent may go on.
    const after = this.peek();
    if (after && ['^', '/', '!'].includes(after.text))
      throw new ClaimError(`'${after.text}' after e^${next.text}: write exp(…)`, after.position);
    this.refuseJuxtaposed();
  }

  /** Var(X) = E((X)^2) - E(X)^2. */
  #variance(token: PlainToken): void {
    const before = this.text.length;
    this.#bracket();
    const inside = this.text.slice(before);
    const places = this.places.splice(before);
    this.text = this.text.slice(0, before);
    this.put('(E(', token.position);
    this.text += inside;
    this.places.push(...places);
    this.put(`^2) - E${inside}^2)`, token.position);
  }
}
