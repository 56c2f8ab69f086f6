import type { NetworkSettings } from '../network/build.ts';
import type { Network } from '../network/network.ts';
import { type Phase, phase } from '../network/phase.ts';
import { isZero } from '../rational/rational.ts';
import { formatRational } from '../rational/text.ts';

/** The phase of a network, and what is typical of it. */
export interface PhaseWords {
  readonly phase: Phase;
  /** "σ_w² = 1, standard: the ordered phase, where …". */
  readonly words: string;
}

export function phaseWords(settings: NetworkSettings, network: Network): PhaseWords {
  const { sigmaW2, sigmaB2, parametrization } = settings;
  const found = phase(sigmaW2, sigmaB2);
  const hasBiases = network.layers.some(
    ({ biasScale, biasVariance }) => !isZero(biasScale) || !isZero(biasVariance),
  );
  const start = `σ_w² = ${formatRational(sigmaW2)}, ${parametrization}`;
  return { phase: found, words: `${start}: ${typical(found, hasBiases)}` };
}

function typical(found: Phase, hasBiases: boolean): string {
  switch (found) {
    case 'ordered':
      return hasBiases
        ? 'the ordered phase, where E K²/(E K)² stays near 1, as wide layers are, however deep the network is'
        : 'the ordered phase without biases, where K shrinks with the depth and its spread grows as at the edge of chaos';
    case 'edge of chaos':
      return 'the edge of chaos, where E K²/(E K)² grows exponentially with depth/width';
    case 'chaotic':
      return 'the chaotic phase, where K grows exponentially with the depth and E K²/(E K)² with depth/width';
    case 'critical with biases':
      return 'critical, with random biases: pre-activations grow with the depth, and E K²/(E K)² with depth/width';
  }
}
