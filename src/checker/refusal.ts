/** Why a certificate is not accepted, in one sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** The two sides of the claim differ: it is not merely unproved. */
export class Difference extends Refusal {}

export function differ(reason: string): never {
  throw new Difference(reason);
}

export function refuse(reason: string): never {
  throw new Refusal(reason);
}

/** Steps of some 100 ns; a minute or so, a few at most. */
const BUDGET = 4e8;
let left = BUDGET;

/** Starts the account of one check. */
export function resetBudget(): void {
  left = BUDGET;
}

/** Counts work, so that no certificate, however hostile, keeps the checker busy for long. */
export function spend(steps: number): void {
  left -= steps;
  if (left < 0) refuse('checking it would take too long');
}

/** The beginning of a text, for a message. */
export const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 60)}...` : text);
