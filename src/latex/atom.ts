/**
 * A formula as TeX sets it: a list of atoms, each a nucleus with scripts. K^2_w and K_w^2 are one atom, and a script is
 * what TeX takes for it, so that neither has to be thought of again.
 */
export type Nucleus =
  /** A letter, a sign, or a command that stands for one: 'd', '+', '\\lambda', '\\mathbb{E}'. */
  | { readonly kind: 'symbol'; readonly text: string }
  /** Digits, with a point. `single`: it was an argument of its own, as in \frac12. */
  | { readonly kind: 'number'; readonly text: string; readonly single?: boolean }
  /** Several upright letters that are one name: Var, ww. */
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'fraction' | 'binomial';
      readonly top: readonly Atom[];
      readonly bottom: readonly Atom[];
    }
  | { readonly kind: 'root'; readonly degree?: readonly Atom[]; readonly inside: readonly Atom[] }
  /** \substack. */
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Atom[])[] }
  /** \xrightarrow[below]{above}. */
  | { readonly kind: 'arrow'; readonly labels: readonly (readonly Atom[])[] }
  /** An argument of a key of the table of symbols, #1. */
  | { readonly kind: 'hole'; readonly text: string }
  /** What parts one formula from the next: \quad, \\, &. */
  | { readonly kind: 'space' | 'row' | 'tab'; readonly text: string };

export type Atom = Nucleus & {
  readonly at: number;
  readonly end: number;
  /** White space, or braces, stood before it. */
  readonly gap: boolean;
  readonly via?: string;
  readonly sub?: readonly Atom[];
  readonly sup?: readonly Atom[];
  readonly primes?: number;
};

export const isSymbol = (atom: Atom | undefined, ...texts: readonly string[]): boolean =>
  atom?.kind === 'symbol' && texts.includes(atom.text);

/** The atom without a power, and the scripts that are part of a name. */
export function sameName(a: Atom, b: Atom): boolean {
  return (
    a.kind === b.kind &&
    (a.primes ?? 0) === (b.primes ?? 0) &&
    sameNucleus(a, b) &&
    sameList(a.sub ?? [], b.sub ?? [])
  );
}

export const sameList = (a: readonly Atom[], b: readonly Atom[]): boolean =>
  a.length === b.length &&
  a.every((atom, i) => sameName(atom, b[i]!) && sameList(atom.sup ?? [], b[i]!.sup ?? []));

function sameNucleus(a: Atom, b: Atom): boolean {
  if ((a.kind === 'fraction' || a.kind === 'binomial') && (b.kind === 'fraction' || b.kind === 'binomial'))
    return sameList(a.top, b.top) && sameList(a.bottom, b.bottom);
  if (a.kind === 'root' && b.kind === 'root')
    return sameList(a.degree ?? [], b.degree ?? []) && sameList(a.inside, b.inside);
  return 'text' in a && 'text' in b && a.text === b.text;
}

/** A formula as it would be typed, for messages. */
export function shown(atoms: readonly Atom[]): string {
  let text = '';
  for (const atom of atoms) {
    const next = shownOne(atom);
    text += /\\[A-Za-z]+$/.test(text) && /^[A-Za-z]/.test(next) ? ` ${next}` : next;
  }
  return text;
}

function shownOne(atom: Atom): string {
  const script = (sign: string, inside: readonly Atom[] | undefined): string =>
    inside ? `${sign}${inside.length === 1 ? shown(inside) : `{${shown(inside)}}`}` : '';
  return `${nucleus(atom)}${"'".repeat(atom.primes ?? 0)}${script('_', atom.sub)}${script('^', atom.sup)}`;
}

function nucleus(atom: Atom): string {
  switch (atom.kind) {
    case 'fraction':
      return `\\frac{${shown(atom.top)}}{${shown(atom.bottom)}}`;
    case 'binomial':
      return `\\binom{${shown(atom.top)}}{${shown(atom.bottom)}}`;
    case 'root':
      return `\\sqrt${atom.degree ? `[${shown(atom.degree)}]` : ''}{${shown(atom.inside)}}`;
    case 'rows':
      return `\\substack{${atom.rows.map(shown).join('\\\\')}}`;
    case 'arrow':
      return `\\xrightarrow{${atom.labels.map(shown).join(' ')}}`;
    case 'hole':
      return '#1';
    case 'text':
      return `\\text{${atom.text}}`;
    default:
      return atom.text;
  }
}
