/**
 * What relative differences are put down to few digits: values in single precision that went through a hundred layers
 * differ by some 1e-5, and no error of a formula or of an initialization is that small.
 */
export const ROUNDING = 1e-4;
