import temml from 'temml';
import type { Statement } from '../statement/statement.ts';
import type { Verdict } from '../verify/verdict.ts';
import { claimTex, statementText } from './statement-text.ts';
import { escapeXml } from './xml.ts';

/** Characters a line of the part that is plain text. */
const WIDTH = 110;

/** One statement as a page of its own: formulas in MathML, which browsers set without fonts or scripts. */
export function statementPage(statement: Statement, verdicts: readonly Verdict[]): string {
  const { id, title, claims, definitions } = statement;
  const formulas = [
    ...[...definitions].map(([name, { tex }]) => `${name} = ${tex}`),
    ...claims.map(claimTex),
  ].map((tex) => `<p>${temml.renderToString(tex, { displayMode: true })}</p>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escapeXml(id)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
pre { font-size: 13px; white-space: pre-wrap; }
math { font-size: 1.2rem; }
</style>
<h1>${escapeXml(id)}</h1>
<p>${escapeXml(title)}</p>
${formulas.join('\n')}
<pre>${escapeXml(statementText(statement, verdicts, WIDTH))}</pre>
</html>
`;
}
