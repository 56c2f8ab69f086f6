// True equalities of the library as claims that somebody might hand in: no library, no abbreviations, one line.

import { formatExpression } from '../../dist/expression/index.js';
import { FORMULAS, loadLibrary } from '../../dist/files/library.js';
import { formatInterval } from '../../dist/statement/domain.js';

const GOOD = new Set(['proved', 'supported']);

/** Statements with the equalities they are expected to hold. */
export function trueEqualities() {
  return loadLibrary(FORMULAS).statements.flatMap((statement) => {
    const [first] = statement.cases;
    const isTrue = (index) => GOOD.has(first.expectClaims?.[index] ?? first.expect);
    const claims = statement.claims.filter(
      ({ relation }, index) => relation === 'equals' && isTrue(index) && isSayable(statement),
    );
    return claims.length > 0 ? [{ statement, claims }] : [];
  });
}

/** Claims of one line have no symbols of their own. */
const isSayable = ({ domain: { ranges } }) => !ranges.has('c') && !ranges.has('rho');

/** A claim of a statement, with a formula in the place of its own, and the setting it is about. */
export function asHandedIn(statement, claim, formula = claim.formula.expression, index = 0) {
  const { domain } = statement;
  const { convention, gates } = statement.cases[index];
  const quantity = formatExpression(claim.quantity.expression);
  const text = formatExpression(formula);
  return {
    claim: {
      input: `${quantity} = ${text}`,
      quantity,
      formula: text,
      relation: 'equals',
      places: { quantity: [], formula: [] },
      conditions: [],
      notes: [],
    },
    setting: {
      convention,
      gates,
      domain: Object.fromEntries([...domain.ranges].map(([name, range]) => [name, rangeText(range)])),
      ...(domain.where && { where: domain.where.text }),
    },
  };
}

const rangeText = (range) =>
  range.kind === 'equals'
    ? `{ equals: ${JSON.stringify(range.value.text)} }`
    : `{ ${range.kind}: ${JSON.stringify(formatInterval(range.interval))} }`;
