import { NtkcheckError } from '../limits/error.ts';
import type { Cost } from './permit.ts';

/** What the exact oracle cannot do, by name. */
export class BeyondOracle extends NtkcheckError {
  override readonly name: string = 'BeyondOracle';
}

/** What it could do, at a cost that was not permitted. */
export class TooCostly extends BeyondOracle {
  override readonly name = 'TooCostly';
  readonly cost: Cost;
  constructor(cost: Cost, allowed: string) {
    super(`${costText(cost)}; wanted ${allowed}${cost.instead === undefined ? '' : `: ${cost.instead}`}`);
    this.cost = cost;
  }
}

/** "the moment has 74 monomials …: some 20 s and 100 MB". */
export const costText = ({ what, seconds, bytes }: Cost): string =>
  `${what}: some ${round(seconds)} s and ${round(bytes / 1e6)} MB`;

const round = (x: number): string =>
  x < 1 ? 'less than 1' : x < 1e6 ? `${Math.round(Number(x.toPrecision(2)))}` : x.toPrecision(2);
