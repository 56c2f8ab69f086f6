import { TooLarge } from '../algebra/polynomial.ts';
import { NoClosedForm } from '../derive/closed-form.ts';
import { type ClosedForms, deriveQuantity, type Input } from '../derive/quantity.ts';
import { conditionsOf, type DerivedStatement, statementOf, symbolsOf } from '../derive/statement.ts';
import { costText } from '../exact/beyond.ts';
import { BeyondOracle } from '../exact/moment.ts';
import { announcing, type Cost } from '../exact/permit.ts';
import {
  type Expression,
  ExpressionError,
  formatExpression,
  freeNames,
  type Parsed,
  parseExpression,
  Refusal,
} from '../expression/index.ts';
import type { Family } from '../network/family.ts';
import { expectationsIn } from '../quantity/expectations.ts';
import { compare, rational, ZERO } from '../rational/rational.ts';
import { type AsymptoticsRecord, asymptoticsOf, asymptoticsText, scaled, scaleOf } from './asymptotics.ts';
import { confirmLimit, type Derivation, proveDerivation, yamlOf } from './derivation.ts';
import { excerpt, InputError } from './error.ts';
import { type FamilyFlags, familyCommand } from './family-flags.ts';
import { familyFromFlags } from './family-input.ts';
import { familyLine, familyRecord } from './family-record.ts';
import { fileFlag, integerFlag } from './flag-values.ts';
import { checkOutputs, STDOUT, writeText } from './output.ts';
import { recursionText } from './recursion-text.ts';
import { print } from './streams.ts';

const MOST_ORDERS = 6;
/** As statement files have it. */
const ID = /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/;

export const deriveCommand = () =>
  familyCommand('derive')
    .description(
      `Finds the closed form of a quantity over all depths d and all widths n of networks with equal hidden widths, and proves it.

A quantity is a rational function of E(...) over f, K, Kw, Kb, Q, Qww, Qwb, Qbw, Qbb. Exit code 0: proved; 1: no closed form
found, with the reason.`,
    )
    .addHelpText(
      'after',
      `
Examples:
  ntkcheck derive 'E(Kw^2)' --equal-widths
  ntkcheck derive 'E(Kw^2)/E(Kw)^2' --equal-widths --limit
  ntkcheck derive 'E(K^2)' --equal-widths --convention hanin-nica-2019 --gates fair --as-statement k2.yaml
  ntkcheck derive 'E(f^2)' --equal-widths --sigma-w2 free --sigma-b2 free --json`,
    )
    .argument('<quantity>', "such as 'E(Kw^2)/E(Kw)^2'")
    .option('--limit', 'the joint limit d/n -> lambda too')
    .option(
      '--series <order>',
      'the series in 1/n at fixed depth too, to this order',
      integerFlag(1, MOST_ORDERS),
    )
    .option('--json', 'print JSON')
    .option('--as-statement <file>', "write a statement file; '-' for the standard output", fileFlag)
    .option('--id <id>', 'id of that statement', 'DERIVED.quantity')
    .action((text, flags) => {
      checkOutputs({ '--as-statement': flags.asStatement }, []);
      if (flags.json && flags.asStatement === STDOUT)
        throw new InputError('--as-statement -: with --json the standard output is taken; give it a file');
      if (!ID.test(flags.id))
        throw new InputError(
          `--id: found '${excerpt(flags.id)}'; wanted letters, digits and "-", in parts joined by "."`,
        );
      const family = familyFromFlags(flags);
      const input = inputOf(flags);
      const parsed = readQuantity(text, family, input);
      const quantity = parsed.expression;
      const result = deriveOrSayWhy(parsed, flags, family, input);
      if ('reason' in result) {
        if (flags.json)
          print(
            JSON.stringify(
              { quantity: formatExpression(quantity), verdict: 'undecided', reason: result.reason },
              null,
              2,
            ),
          );
        else print([`no closed form: ${result.reason}`, ...(result.recursion ?? [])].join('\n'));
        process.exitCode = 1;
        return;
      }
      const { forms, statement } = result;
      const derivation = proved(quantity, forms, statement, family, input, flags.id);
      const asymptotics = confirmed(quantity, derivation, family, asymptoticsOf(forms.ratio, flags));
      if (derivation.verdict !== 'proved') process.exitCode = 1;
      if (flags.json) print(JSON.stringify(record(quantity, family, derivation, asymptotics), null, 2));
      else if (flags.asStatement !== STDOUT)
        print(lines(quantity, family, derivation, asymptotics).join('\n'));
      if (flags.asStatement !== undefined)
        writeText(flags.asStatement, yamlOf(derivation, family, flags.convention, flags.conventions));
    });

function inputOf({ r, inputWidth }: FamilyFlags): Input {
  if (r && r !== 'free' && compare(r, ZERO) < 0)
    throw new InputError('--r: found a negative number; wanted a rational >= 0, or free');
  return {
    ...(r && r !== 'free' && { r }),
    ...(inputWidth !== undefined && { inputWidth: rational(inputWidth) }),
  };
}

function readQuantity(text: string, family: Family, input: Input): Parsed {
  const symbols = new Set(['d', 'n']);
  if (!input.r) symbols.add('r');
  if (family.parametrization === 'standard' && !input.inputWidth) symbols.add('n0');
  for (const [name, value] of [
    ['sigma_w2', family.sigmaW2],
    ['sigma_b2', family.sigmaB2],
    ['bias_gradient', family.biasGradient],
    ['output_sigma_w2', family.outputSigmaW2],
  ] as const)
    if (value === 'free') symbols.add(name);
  try {
    const parsed = parseExpression(text, { symbols, lists: new Set(), form: 'quantity' });
    if (expectationsIn(parsed.expression).size === 0)
      throw new ExpressionError('found no E(...); a quantity is made of moments, such as E(K^2)', 0);
    return parsed;
  } catch (error) {
    if (error instanceof ExpressionError)
      throw new InputError(`quantity '${excerpt(text)}', character ${error.position + 1}: ${error.message}`);
    throw error;
  }
}

/** What takes long is said before it begins. */
const announce = (cost: Cost): void => void process.stderr.write(`ntkcheck: ${costText(cost)}\n`);

type Found =
  | { readonly forms: ClosedForms; readonly statement: DerivedStatement }
  | { readonly reason: string; readonly recursion?: readonly string[] };

function deriveOrSayWhy(quantity: Parsed, flags: FamilyFlags, family: Family, input: Input): Found {
  try {
    if (!flags.equalWidths) {
      return {
        reason:
          'with unequal widths a moment is a product of matrices, one a layer; --equal-widths has closed forms',
        recursion: recursionText(quantity.expression, family),
      };
    }
    const forms = deriveQuantity(quantity.expression, family, input, announcing(announce));
    return { forms, statement: statementOf(quantity.expression, forms, family, input) };
  } catch (error) {
    if (error instanceof TooLarge) return { reason: `too large: ${error.message}` };
    if (error instanceof NoClosedForm) return { reason: error.message };
    if (error instanceof Refusal || error instanceof BeyondOracle)
      throw new InputError(`quantity '${excerpt(quantity.text)}': ${error.message}`);
    throw error;
  }
}

/** A limit, and whether the checker confirms it. */
function confirmed(
  quantity: Expression,
  { statement, verdict }: Derivation,
  family: Family,
  record: AsymptoticsRecord,
): AsymptoticsRecord {
  const { limit } = record;
  if (typeof limit !== 'string' || verdict !== 'proved') return record;
  const scale = scaleOf(record);
  if (freeNames(scale).symbols.has('d'))
    return { ...record, limitVerdict: 'undecided', limitReason: 'no lemma covers what grows exponentially' };
  const { verdict: own, reason } = confirmLimit(scaled(quantity, scale), limit, statement, family);
  return { ...record, limitVerdict: own, ...(reason !== undefined && { limitReason: reason }) };
}

/** A simplified quotient may be too much to prove at once; then its moments are proved, and put in its place. */
function proved(
  quantity: Expression,
  forms: ClosedForms,
  statement: DerivedStatement,
  family: Family,
  input: Input,
  id: string,
): Derivation {
  const direct = proveDerivation(statement, family, id);
  if (direct.verdict === 'proved' || forms.expectations.size < 2) return direct;
  const substituted = statementOf(quantity, forms, family, input, 'substituted');
  const other = proveDerivation(substituted, family, id);
  return other.verdict === 'proved' ? other : direct;
}

function record(
  quantity: Expression,
  family: Family,
  derivation: Derivation,
  asymptotics: AsymptoticsRecord,
) {
  const { statement, verdict, theorem, reason, certificate, tex } = derivation;
  return {
    quantity: formatExpression(quantity),
    network: familyRecord(family),
    symbols: symbolsOf(statement),
    conditions: conditionsOf(statement),
    ...(statement.where !== undefined && { where: statement.where }),
    formula: statement.formula,
    ...(tex !== undefined && { tex }),
    verdict,
    ...(theorem !== undefined && { theorem }),
    ...(reason !== undefined && { reason }),
    ...asymptotics,
    ...(certificate !== undefined && { certificate }),
  };
}

function lines(
  quantity: Expression,
  family: Family,
  derivation: Derivation,
  asymptotics: AsymptoticsRecord,
): string[] {
  const { statement, verdict, restsOn, reason, tex } = derivation;
  const conditions = conditionsOf(statement);
  return [
    familyLine(family),
    `${formatExpression(quantity)} = ${statement.formula}`,
    ...(conditions.length === 0 ? [] : [`  for ${conditions.join(' and ')}`]),
    ...(tex === undefined ? [] : [`  TeX  ${tex}`]),
    `  ${verdict}${restsOn === undefined ? '' : `: ${restsOn}`}${reason === undefined ? '' : `: ${reason}`}`,
    ...asymptoticsText(quantity, asymptotics).map((line) => `  ${line}`),
  ];
}
