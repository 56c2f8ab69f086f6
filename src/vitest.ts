import { expect } from 'vitest';
import { type ClaimDescription, check } from './workflow/check-claim.ts';

/** What a claim may leave open beside its convention. */
type Rest = Omit<ClaimDescription, 'convention'>;

interface NtkcheckMatchers<R> {
  /**
   * The claim is proved or supported under a convention.
   *
   * @example
   * ```js
   * await expect('E(K) = d*(1 + 2*r)').toHoldUnder('hanin-nica-2019', { gates: 'fair' });
   * ```
   */
  toHoldUnder(convention: string, rest?: Rest): Promise<R>;
}

declare module 'vitest' {
  // The parameter has the name and default of vitest's own.
  // biome-ignore lint/suspicious/noExplicitAny: as vitest declares it
  interface Matchers<T = any> extends NtkcheckMatchers<T> {}
}

expect.extend({
  async toHoldUnder(claim: unknown, convention: string, rest: Rest = {}) {
    if (typeof claim !== 'string')
      return {
        pass: false,
        message: () => `found ${typeof claim}; wanted a claim as text, such as 'E(Kb) = d'`,
      };
    const { verdict, reason, truth } = await check(claim, { ...rest, convention });
    const instead = truth ? `; the truth: ${truth.formula}` : '';
    return {
      pass: verdict === 'proved' || verdict === 'supported',
      message: () => `${claim}\nunder ${convention}: ${verdict}; ${reason}${instead}`,
    };
  },
});
