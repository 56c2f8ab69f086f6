import type { Verdict } from '../verify/verdict.ts';
import { escapeXml } from './xml.ts';

/** JUnit XML: a test case a verdict, failed when the verdict is not the expected one. */
export function junitReport(verdicts: readonly Verdict[]): string {
  const failures = verdicts.filter(({ asExpected }) => !asExpected).length;
  const cases = verdicts.map(testCase).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ntkcheck" tests="${verdicts.length}" failures="${failures}">
  <testsuite name="ntkcheck" tests="${verdicts.length}" failures="${failures}">
${cases}  </testsuite>
</testsuites>
`;
}

function testCase(verdict: Verdict): string {
  const attributes = `classname="${escapeXml(verdict.file)}" name="${escapeXml(`${verdict.id} is ${verdict.expected}`)}"`;
  if (verdict.asExpected) return `    <testcase ${attributes}/>\n`;
  const message = escapeXml(`expected ${verdict.expected}, found ${verdict.outcome}: ${verdict.reason}`);
  const details = escapeXml(
    `${verdict.claims.map(({ claim, outcome, reason }) => `${claim}\n  ${outcome}: ${reason}`).join('\n')}\n${verdict.replay}`,
  );
  return `    <testcase ${attributes}>\n      <failure message="${message}">${details}</failure>\n    </testcase>\n`;
}
