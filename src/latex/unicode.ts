/** Mathematics that is typed as one character, as the TeX that prints the same. */
const SIGNS: Readonly<Record<string, string>> = {
  '−': '-',
  '·': '\\cdot ',
  '⋅': '\\cdot ',
  '×': '\\times ',
  '≤': '\\leq ',
  '⩽': '\\leq ',
  '≥': '\\geq ',
  '⩾': '\\geq ',
  '≠': '\\neq ',
  '≃': '\\simeq ',
  '≍': '\\asymp ',
  '∼': '\\sim ',
  '≈': '\\approx ',
  '≲': '\\lesssim ',
  '≳': '\\gtrsim ',
  '→': '\\to ',
  '∞': '\\infty ',
  '∑': '\\sum ',
  '∏': '\\prod ',
  '√': '\\sqrt ',
  '‖': '\\|',
  '∥': '\\|',
  '…': '\\ldots ',
  '⋯': '\\cdots ',
  '∈': '\\in ',
  '≔': '\\coloneqq ',
  '′': "'",
  ℓ: '\\ell ',
  𝔼: '\\mathbb{E}',
  '⌊': '\\lfloor ',
  '⌋': '\\rfloor ',
  '\u00a0': '~',
};

const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
  Γ: 'Gamma',
  Δ: 'Delta',
  Θ: 'Theta',
  Λ: 'Lambda',
  Σ: 'Sigma',
  Φ: 'Phi',
  Ψ: 'Psi',
  Ω: 'Omega',
};

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉';

/** The TeX of a character; undefined for those that TeX reads as they are. */
export function texOfCharacter(character: string): string | undefined {
  const sign = SIGNS[character];
  if (sign !== undefined) return sign;
  const letter = GREEK[character];
  if (letter !== undefined) return `\\${letter} `;
  const raised = RAISED.indexOf(character);
  if (raised >= 0) return `^{${raised}}`;
  const lowered = LOWERED.indexOf(character);
  return lowered >= 0 ? `_{${lowered}}` : undefined;
}

/** A number of several raised or lowered digits is one script: n¹⁰. */
export function scriptRun(text: string, at: number): readonly [tex: string, length: number] | undefined {
  for (const [digits, sign] of [
    [RAISED, '^'],
    [LOWERED, '_'],
  ] as const) {
    let length = 0;
    let value = '';
    while (at + length < text.length && digits.includes(text[at + length]!)) {
      value += digits.indexOf(text[at + length]!);
      length += 1;
    }
    if (length > 0) return [`${sign}{${value}}`, length];
  }
  return undefined;
}
