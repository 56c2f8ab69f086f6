/**
 * Quantities that are not moments, by the name a claim calls them with. `body`: the first argument is a polynomial in
 * the observables, as in E(...); `numbers`: how many numbers follow. `value`: an exact rational, a real number to any
 * number of digits, a number in double arithmetic, or an interval from simulated networks.
 */
export const NAMED = {
  PathCount: {
    body: false,
    numbers: 0,
    value: 'exact',
    says: 'number of paths from an input to the output',
    tex: '\\#\\Gamma',
  },
  PathMoment: {
    body: true,
    numbers: 0,
    value: 'exact',
    says: 'the mean of a body as a sum over tuples of paths',
    tex: '\\mathbb{E}_{\\Gamma}',
  },
  PathGap: {
    body: true,
    numbers: 0,
    value: 'exact',
    says: 'the largest difference of a sum over paths from back-propagation, over drawn networks',
    tex: '\\Delta_{\\Gamma}',
  },
  MeetingMean: {
    body: false,
    numbers: 1,
    value: 'exact',
    says: 'mean over ordered pairs of paths of c^(hidden layers where they meet)',
    tex: 'M',
  },
  FourPaths: {
    body: false,
    numbers: 0,
    value: 'exact',
    anyLaw: true,
    says: 'the mean of f^4 as a sum over four-tuples of paths in which every edge has an even multiplicity',
    tex: '\\mathbb{E}_{\\Gamma^4}f^4',
  },
  PairingTransfer: {
    body: false,
    numbers: 0,
    value: 'exact',
    anyLaw: true,
    says: 'the same layer by layer: four paths are together at one neuron, or two and two apart',
    tex: '\\mathbb{E}_{T}f^4',
  },
  NTK: {
    body: false,
    numbers: 1,
    value: 'real',
    says: 'the NTK of infinitely wide networks at two inputs of equal length and this cosine',
    tex: '\\Theta_\\infty',
  },
  NNGP: {
    body: false,
    numbers: 1,
    value: 'real',
    says: 'the covariance of the output of infinitely wide networks at two inputs of equal length and this cosine',
    tex: '\\Sigma_\\infty',
  },
  Kxy: {
    body: false,
    numbers: 1,
    value: 'sampled',
    says: 'mean of the NTK at two inputs of equal length and this cosine',
    tex: '\\mathbb{E}K_{xy}',
  },
  KxyDistance: {
    body: false,
    numbers: 1,
    value: 'sampled',
    says: 'mean square of the NTK at two inputs of equal length and this cosine, less that of infinitely wide networks',
    tex: '\\mathbb{E}(K_{xy}-\\Theta_\\infty)^2',
  },
  KxyShift: {
    body: false,
    numbers: 1,
    value: 'double',
    says: 'the term of order 1/n in Kxy',
    tex: '\\mathbb{E}_1K_{xy}',
  },
  KxySpread: {
    body: false,
    numbers: 1,
    value: 'double',
    says: 'the term of order 1/n in KxyDistance',
    tex: '\\mathbb{V}_1K_{xy}',
  },
  PMoved: {
    body: false,
    numbers: 3,
    value: 'sampled',
    says: 'P(|K_T/K_0 - 1| > threshold) after T steps of gradient descent; numbers: T, rate, threshold',
    tex: '\\mathbb{P}_K',
  },
  PMatrixMoved: {
    body: false,
    numbers: 3,
    value: 'sampled',
    says: 'the same of the NTK matrix of a small data set of two classes, in the Frobenius norm',
    tex: '\\mathbb{P}_{\\mathbf{K}}',
  },
  PShapeMoved: {
    body: false,
    numbers: 3,
    value: 'sampled',
    says: 'the same of that matrix divided by its norm: its structure',
    tex: '\\mathbb{P}_{\\mathbf{K}/|\\mathbf{K}|}',
  },
} as const satisfies Record<string, NamedForm>;

export interface NamedForm {
  readonly body: boolean;
  readonly numbers: number;
  readonly value: 'exact' | 'real' | 'double' | 'sampled';
  /** Known under every law of the weights; the others under Gaussian ones. */
  readonly anyLaw?: boolean;
  /** What it is, for messages and pages. */
  readonly says: string;
  readonly tex: string;
}

export type NamedQuantity = keyof typeof NAMED;

export const isNamed = (name: string): name is NamedQuantity => Object.hasOwn(NAMED, name);
