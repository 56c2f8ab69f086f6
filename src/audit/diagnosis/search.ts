import type { Expression } from '../../expression/index.ts';
import { add, multiply, sizeOf } from './build.ts';
import { Combinations } from './combinations.ts';
import type { Point } from './points.ts';
import { isClose, Screen } from './screen.ts';
import { areApart, replacedAt, type Site, sitesOf } from './sites.ts';
import { type Change, type Names, Slips } from './slips.ts';
import { type Recognized, Vocabulary } from './vocabulary.ts';
import { wantedAt } from './wanted.ts';

/** A formula that has the true values at all points, as far as doubles tell. */
export interface Found {
  readonly expression: Expression;
  /** What was there and what is there now, of each edit. */
  readonly edits: readonly { readonly before: Expression; readonly after: Expression }[];
  readonly cost: number;
}

/** Evaluations of candidates at their first point, by search. */
const MOST = { one: 150_000, two: 60_000, firsts: 250 } as const;

/** Looks for formulas near a false one that have the true values: by one edit, and by two. */
export class Search {
  readonly #formula: Expression;
  readonly #truth: readonly number[];
  readonly #screen: Screen;
  readonly #slips: Slips;
  readonly #vocabulary: Vocabulary;
  readonly #combinations: Combinations;

  constructor(formula: Expression, truth: readonly number[], points: readonly Point[], names: Names) {
    this.#formula = formula;
    this.#truth = truth;
    this.#screen = new Screen(points, formula);
    this.#slips = new Slips(formula, names);
    this.#vocabulary = new Vocabulary(formula, names, this.#screen);
    this.#combinations = new Combinations(names, this.#screen);
  }

  /** By one edit: something that a pen does, or what has to stand in a place instead. */
  once(): Found[] {
    const sites = sitesOf(this.#formula);
    const found = this.#solved(sites, [], 0);
    let left: number = MOST.one;
    for (const site of sites)
      for (const change of this.#slips.at(site, true)) {
        left -= 1;
        if (left < 0) return found;
        const expression = site.put(change.after);
        if (this.#isRight(expression)) found.push({ expression, edits: [editOf(change)], cost: change.cost });
      }
    return found;
  }

  /** By two edits, the first of the smallest ones: the second is one as well, or follows from the truth. */
  twice(): Found[] {
    const firsts = sitesOf(this.#formula)
      .flatMap((site) => this.#slips.at(site, false))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, MOST.firsts);
    const found: Found[] = [];
    let left: number = MOST.two;
    for (const [at, first] of firsts.entries()) {
      for (const second of firsts.slice(at + 1)) {
        left -= 1;
        if (left < 0) return found;
        const expression = together(first, second);
        if (expression && this.#isRight(expression))
          found.push({
            expression,
            edits: [editOf(first), editOf(second)],
            cost: first.cost + second.cost,
          });
      }
    }
    for (const first of firsts.slice(0, MOST.firsts / 4)) {
      const expression = first.site.put(first.after);
      const sites = sitesOf(expression);
      left -= 3 * sites.length;
      if (left < 0) return found;
      found.push(...this.#solved(sites, [editOf(first)], first.cost));
    }
    return found;
  }

  #isRight(expression: Expression): boolean {
    return this.#truth.every((value, at) => isClose(this.#screen.at(expression, at), value));
  }

  /**
   * The edits of a place whose value follows from the truth, everything around it left as it is: a simple multiple of what stands there,
   * a simple term more, or what is simple itself, is a repair.
   */
  #solved(sites: readonly Site[], before: Found['edits'], cost: number): Found[] {
    const known = new Map<Expression, readonly number[]>();
    return sites.flatMap((site): Found[] => {
      const wanted = wantedAt(site, known, this.#truth, this.#screen);
      if (!wanted) return [];
      known.set(site.node, wanted);
      const { node } = site;
      const own = this.#screen.all(node);
      const outer = sizeOf(node) / 30;
      const factors = this.#recognized(wanted.map((x, i) => x / own[i]!));
      const terms = this.#recognized(wanted.map((x, i) => x - own[i]!));
      const wholes = this.#recognized(wanted);
      const made = [
        ...factors.map((one) => ({ after: multiply(one.expression, node), weight: one.weight })),
        ...terms.map((one) => ({ after: add(node, one.expression), weight: one.weight })),
        ...wholes.map((one) => ({ after: one.expression, weight: one.weight + outer })),
      ];
      return made.flatMap(({ after, weight }): Found[] => {
        const expression = site.put(after);
        if (!this.#isRight(expression)) return [];
        return [{ expression, edits: [...before, { before: node, after }], cost: cost + 2 + weight / 2 }];
      });
    });
  }

  #recognized(values: readonly number[]): Recognized[] {
    const found = this.#vocabulary.recognize(values);
    const sum = found.length === 0 ? this.#combinations.recognize(values) : undefined;
    return sum ? [sum] : found;
  }
}

const editOf = ({ site, after }: Change) => ({ before: site.node, after });

/** Both changes, where neither place is inside the other. */
const together = (first: Change, second: Change): Expression | undefined =>
  areApart(first.site, second.site)
    ? replacedAt(first.site.put(first.after), second.site.path, second.after)
    : undefined;
