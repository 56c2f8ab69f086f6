import type fc from 'fast-check';
import type { MomentOracle } from '../moment-oracle.ts';
import { oddMomentsVanish } from './agreement.ts';
import * as gates from './gates.ts';
import * as growth from './growth.ts';
import * as homogeneity from './homogeneity.ts';
import * as inputWidth from './input-width.ts';
import * as byParts from './integration-by-parts.ts';
import { outputReluHalves } from './output.ts';
import * as parts from './parts.ts';
import * as positivity from './positivity.ts';
import * as order from './width-order.ts';

/** A law about any oracle, and its title. */
type Law = readonly [title: string, law: (oracle: MomentOracle) => fc.IProperty<unknown>];

export const LAWS: readonly Law[] = [
  ['moments odd in f and Q vanish under a linear output', oddMomentsVanish],

  ['K = Kw + Kb in every moment', parts.kernelSplits],
  ['Q = Qww + Qwb + Qbw + Qbb in every moment', parts.driftSplits],
  ['Qbb = 0 in every moment', parts.biasesDoNotMoveBiasPart],
  ['Qwb = Qbw in every moment', parts.driftIsSymmetric],

  ['rescaled layers scale f, K, Q with powers 1/2, 1, 3/2', homogeneity.scalesWithLayers],
  ['rescaled gradients scale K, Q with powers 1, 2', homogeneity.scalesWithGradients],
  ['without biases, the input scales Kw and not Kb', homogeneity.scalesWithInput],
  ['without biases, sigma_w^2 scales f and Kw by the number of layers', homogeneity.scalesWithWeightVariance],

  ['no moment is negative', positivity.isNeverNegative],
  ['f^2, Kw, Kb satisfy Cauchy-Schwarz', positivity.satisfiesCauchySchwarz],
  ['f, Qww, Qwb satisfy Cauchy-Schwarz', positivity.satisfiesCauchySchwarzOfOddFactors],
  ['E K^i are the moments of a law', positivity.hasMomentsOfALaw],
  ['E K^i are the moments of a law on [0, inf)', positivity.hasMomentsOfAPositiveLaw],
  ['E f^4 >= 3 (E f^2)^2', positivity.hasHeavierTailsThanNormal],

  ['gate conventions agree when all layers draw biases', gates.gatesAgreeWithBiases],
  ['gate conventions agree on f, Kw, Qww', gates.gatesAgreeOnWeightGradients],
  ['without biases, gate conventions agree on products with f, Kw or Q', gates.gatesAgreeOnLiveProducts],
  ['closed gates only lower f^2, K, Kw, Kb', gates.reluIsAtMostFair],
  ['a zero input without biases leaves the last bias of K', gates.deadInputLeavesLastBias],
  ['without biases, relu gates cost E Kb the dead layers below', gates.biasGradientNeedsLiveLayers],
  ['a ReLU on the output halves moments', outputReluHalves],

  ['the NTK parametrization does not see n_0', inputWidth.inputWidthIsUnseen],
  ['f and Kb do not see n_0 in the standard one', inputWidth.inputWidthIsUnseenByBiases],
  [
    'without biases, f^2i and f^2i Kw do not see the order of widths',
    order.orderOfWidthsIsUnseenWithoutBiases,
  ],
  ['without biases and with fair gates, nor do E K and E Kb', order.orderOfWidthsIsUnseenByMeans],
  ['with biases, E f^2 and E Kb do not see the order of widths', order.orderOfWidthsIsUnseenByBiasedMeans],
  [
    'with biases, nor do E Kw and E K in the NTK parametrization',
    order.orderOfWidthsIsUnseenByBiasedNtkMeans,
  ],
  ['without biases, f, Kw, Qww are those of the network read backwards', order.readsTheSameBackwards],

  ['integration by parts in one layer', byParts.integratesByPartsInEachLayer],
  ['without biases, integration by parts in all layers', byParts.integratesByPartsWithoutBiases],

  [
    'at criticality, moments and dispersions grow with depth at equal widths',
    growth.growsWithDepthAtEqualWidths,
  ],
  ['at criticality with fair gates, they grow with any inserted layer', growth.growsWithInsertedLayers],
  ['NTK, fair gates: dispersions fall with each width', growth.ntkDispersionFallsWithWidth],
  [
    'NTK, relu gates: dispersions of f^2, Kw fall with each width',
    growth.dispersionOfWeightPartFallsWithWidth,
  ],
  [
    'standard, fair gates: dispersions of f^2, Kb fall with each width',
    growth.standardDispersionFallsWithWidth,
  ],
  [
    'standard, no biases: dispersions of f^2, Kw fall with each width',
    growth.unbiasedStandardDispersionFallsWithWidth,
  ],
];
