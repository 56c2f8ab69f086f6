export type { BinaryKind, Expression, Named } from './ast.ts';
export { children, FUNCTIONS, isSum, mapChildren } from './ast.ts';
export { contains, hasExpectation } from './contains.ts';
export { decimalEnds } from './decimal.ts';
export { enclosing } from './enclosing.ts';
export { enclosureField } from './enclosure.ts';
export type { Enclosure, Ends } from './ends.ts';
export { type Environment, inField, listOf } from './environment.ts';
export { ExpressionError } from './error.ts';
export { evaluate } from './evaluate.ts';
export { exactField } from './exact.ts';
export type { Field } from './field.ts';
export { floatField } from './float.ts';
export { normalCdf } from './mathjs.ts';
export { NAMED, type NamedForm, type NamedQuantity } from './named.ts';
export { type Parsed, parseExpression } from './parse.ts';
export { expandPolynomial, type Monomial } from './polynomial.ts';
export { formatExpression, formatWrittenOut } from './print.ts';
export { Refusal } from './refusal.ts';
export type { ParseOptions } from './scope.ts';
export { replaceExpectations, substitute } from './substitute.ts';
export {
  compareEnclosed,
  compareValues,
  type Enclosed,
  enclosedExactly,
  enclosedInDoubles,
  enclosedProduct,
  enclosures,
  evaluateCondition,
  evaluateDecimal,
  evaluateEnclosed,
  evaluateExact,
  evaluateNumber,
  formatEnclosure,
  isWithin,
  type Order,
} from './values.ts';
export { freeNames } from './variables.ts';
