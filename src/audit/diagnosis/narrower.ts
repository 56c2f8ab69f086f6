import type { ReadClaim } from '../claim/claim.ts';
import type { Setting } from '../claim/setting.ts';

/** A claim on a smaller domain, and that in words. */
export interface Narrower {
  readonly words: string;
  readonly claim: ReadClaim;
  readonly setting: Setting;
}

/** Where claims hold that fail at an edge: without a hidden layer, at width 1, away from one input. The largest domains first. */
export function narrowerClaims(claim: ReadClaim, setting: Setting): Narrower[] {
  const under = (words: string, condition: string): Narrower => ({
    words,
    claim: { ...claim, conditions: [...claim.conditions, condition] },
    setting,
  });
  return [
    under('from d >= 2 on', 'd >= 2'),
    fromWidth(2, claim, setting),
    ...(speaksOf('r', claim)
      ? [under('for r >= 1', 'r >= 1'), under('for r <= 1', 'r <= 1'), under('for r = 1', 'r == 1')]
      : []),
    ...(setting.convention.sigmaW2 === 'free' ? [under('for σ_w² = 2', 'sigma_w2 == 2')] : []),
    under('without a hidden layer, d = 1', 'd == 1'),
  ];
}

const speaksOf = (name: string, { quantity, formula }: ReadClaim): boolean =>
  new RegExp(`\\b${name}\\b`).test(`${quantity} ${formula}`);

/** Of widths alone from some width on. */
function fromWidth(least: number, claim: ReadClaim, setting: Setting): Narrower {
  const isOneWidth = /\bn\b(?!\[)/.test(`${claim.quantity} ${claim.formula}`);
  const range = `{ ${isOneWidth ? 'width' : 'widths'}: [${least}, inf] }`;
  return {
    words: `from width ${least} on`,
    claim,
    setting: { ...setting, domain: { ...setting.domain, n: range } },
  };
}
