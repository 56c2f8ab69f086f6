import type { Network } from '../../src/network/network.ts';
import { toNumber } from '../../src/rational/text.ts';

/** E relu(z) relu(z') and E 1{z > 0} 1{z' > 0} of a Gaussian pair (Cho & Saul 2009). */
function arcCosine(square: number, other: number, cross: number): readonly [number, number] {
  const size = Math.sqrt(square * other);
  const angle = Math.acos(Math.min(1, Math.max(-1, cross / size)));
  const turned = Math.PI - angle;
  return [(size * (Math.sin(angle) + turned * Math.cos(angle))) / (2 * Math.PI), turned / (2 * Math.PI)];
}

/** E f f' and K(x, x') of infinitely wide networks; both are exact at any width with one hidden layer. */
export function infiniteWidth(network: Network, x: readonly number[], y: readonly number[]) {
  const inner = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((total, value, i) => total + value * b[i]!, 0);
  // |a|², |a'|², a·a', and the tangent kernel of the layer below, gated.
  let [xx, yy, xy] = [inner(x, x), inner(y, y), inner(x, y)];
  let tangent = { w: 0, b: 0 };
  for (const [
    l,
    { width, weightVariance, biasVariance, weightScale, biasScale },
  ] of network.layers.entries()) {
    const [v, s, u, c] = [weightVariance, biasVariance, weightScale, biasScale].map(toNumber) as [
      number,
      number,
      number,
      number,
    ];
    const [cxx, cyy, cxy] = [v * xx + s, v * yy + s, v * xy + s];
    tangent = { w: u * xy + v * tangent.w, b: c + v * tangent.b };
    if (l === network.layers.length - 1) return { ff: cxy, Kw: tangent.w, Kb: tangent.b };
    const [product, open] = arcCosine(cxx, cyy, cxy);
    [xx, yy, xy] = [(width * cxx) / 2, (width * cyy) / 2, width * product];
    tangent = { w: width * open * tangent.w, b: width * open * tangent.b };
  }
  throw new RangeError('a network has a layer');
}
