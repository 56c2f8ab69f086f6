import { VALUE_LIMITS } from './limits.ts';
import { Refusal } from './refusal.ts';

/** Counts the operations of one evaluation, and refuses to go on beyond the budget. */
export class Meter {
  readonly #budget: number;
  #spent = 0;

  constructor(budget: number = VALUE_LIMITS.operations) {
    this.#budget = budget;
  }

  spend(operations: number): void {
    this.require(operations, 'the evaluation');
    this.#spent += operations;
  }

  /** Refuses at once what is known to take more than is left. */
  require(operations: number, what: string): void {
    if (this.#spent + operations <= this.#budget) return;
    const needed = operations > this.#budget ? ` takes ${Math.ceil(operations)} operations or more, and` : '';
    throw new Refusal('budget', `${what}${needed} exceeds its budget of ${this.#budget} operations`);
  }
}
