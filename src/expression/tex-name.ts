const GREEK = new Set(
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega'
    .concat(' Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega')
    .split(' '),
);

/** TeX of a name: `n0` is n_0, `sigma_w2` is \sigma_w^2, `Qwb` is Q_{wb}, `lambda` is \lambda. */
export function texName(name: string): string {
  const variance = /^sigma_([wb])2$/.exec(name);
  if (variance) return `\\sigma_${variance[1]}^2`;
  const part =
    /^([KQ])([wb]{1,2})$/.exec(name) ??
    /^([A-Za-z]+)_?(\d*)$/.exec(name) ??
    /^([A-Za-z]+)_([A-Za-z0-9]+)$/.exec(name);
  if (!part) return `\\mathrm{${name.replaceAll('_', '\\_')}}`;
  const [, base = '', subscript = ''] = part;
  const head = GREEK.has(base) ? `\\${base}` : base.length === 1 ? base : `\\mathrm{${base}}`;
  if (subscript === '') return head;
  return `${head}_${subscript.length === 1 ? subscript : `{${subscript}}`}`;
}
