/** The limits of formulas, under a short name. */
export { TEXT_LIMITS, VALUE_LIMITS } from '../limits/limits.ts';
