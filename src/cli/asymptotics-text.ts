import { type Expression, formatExpression } from '../expression/index.ts';
import { type AsymptoticsRecord, scaled, scaleOf } from '../workflow/asymptotics.ts';

/** A limit and a series as lines. */
export function asymptoticsText(quantity: Expression, record: AsymptoticsRecord): string[] {
  const lines: string[] = [];
  if (record.limit !== undefined) {
    if (record.limit === null) lines.push(`no joint limit of this kind: ${record.limitReason}`);
    else {
      const left = formatExpression(scaled(quantity, scaleOf(record)));
      lines.push(`as n -> inf, d/n -> lambda:  ${left} -> ${record.limit}, remainder ${record.remainder}`);
      if (record.limitVerdict === 'proved') lines.push('  proved, for positive values of the symbols');
      else if (record.limitVerdict !== undefined)
        lines.push(`  derived, without a proof of its own: ${record.limitReason}`);
      if (record.smallLambda !== undefined) lines.push(`  small lambda: ${record.smallLambda}`);
      if (record.largeLambda !== undefined)
        lines.push(`  large lambda: ${record.largeLambda} * (1 + O(1/lambda))`);
    }
  }
  if (record.series === null) lines.push(`no series in 1/n: ${record.seriesReason}`);
  else if (record.series !== undefined) lines.push(`at fixed d, as n -> inf:  ${record.series}`);
  return lines;
}
