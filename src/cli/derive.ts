import { NoClosedForm } from '../derive/closed-form.ts';
import type { Input } from '../derive/quantity.ts';
import { conditionsOf } from '../derive/statement.ts';
import { costText } from '../exact/beyond.ts';
import { announcing, type Cost } from '../exact/permit.ts';
import { formatExpression, type Parsed } from '../expression/index.ts';
import { FORMULAS, loadConventions } from '../files/library.ts';
import { InputError } from '../limits/error.ts';
import { excerpt } from '../limits/excerpt.ts';
import type { Family } from '../network/family.ts';
import { compare, rational, ZERO } from '../rational/rational.ts';
import type { Convention } from '../statement/convention.ts';
import { MOST_ORDERS } from '../workflow/asymptotics.ts';
import { conventionLike, yamlOf } from '../workflow/derivation.ts';
import {
  DERIVED_ID,
  type DerivationRequest,
  type Derived,
  derivationRecord,
  deriveAndProve,
  readFamilyQuantity,
} from '../workflow/derive.ts';
import { refusing } from '../workflow/quantities.ts';
import { asymptoticsText } from './asymptotics-text.ts';
import { type FamilyFlags, familyCommand } from './family-flags.ts';
import { conventionNamed, familyFromFlags } from './family-input.ts';
import { familyLine } from './family-line.ts';
import { fileFlag, integerFlag } from './flag-values.ts';
import { checkOutputs, STDOUT, writeText } from './output.ts';
import { recursionText } from './recursion-text.ts';
import { print } from './streams.ts';

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
    .option('--id <id>', 'id of that statement', DERIVED_ID)
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
      const parsed = readFamilyQuantity(text, family, input);
      const result = deriveOrSayWhy(parsed, flags, family, input);
      if ('reason' in result) {
        const quantity = formatExpression(parsed.expression);
        const { reason, recursion = [] } = result;
        if (flags.json) print(JSON.stringify({ quantity, verdict: 'undecided', reason }, null, 2));
        else print([`no closed form: ${reason}`, ...recursion].join('\n'));
        process.exitCode = 1;
        return;
      }
      if (result.derivation.verdict !== 'proved') process.exitCode = 1;
      if (flags.json) print(JSON.stringify(derivationRecord(result, family), null, 2));
      else if (flags.asStatement !== STDOUT) print(lines(result, family).join('\n'));
      if (flags.asStatement !== undefined)
        writeText(flags.asStatement, yamlOf(result.derivation, family, conventionOf(family, flags)));
    });

function inputOf({ r, inputWidth }: FamilyFlags): Input {
  if (r && r !== 'free' && compare(r, ZERO) < 0)
    throw new InputError('--r: found a negative number; wanted a rational >= 0, or free');
  return {
    ...(r && r !== 'free' && { r }),
    ...(inputWidth !== undefined && { inputWidth: rational(inputWidth) }),
  };
}

/** The convention that a statement file names. Throws InputError. */
function conventionOf(family: Family, { convention, conventions }: FamilyFlags): Convention {
  const found =
    convention === undefined
      ? conventionLike(family, loadConventions(FORMULAS, conventions))
      : conventionNamed(convention, conventions);
  if (found) return found;
  throw new InputError(
    '--as-statement: no row of conventions.yaml says this; give --convention, or other parameters (a row may leave σ_w² and σ_b² free)',
  );
}

type Found = Derived | { readonly reason: string; readonly recursion?: readonly string[] };

function deriveOrSayWhy(
  quantity: Parsed,
  { equalWidths, limit, series, id }: FamilyFlags & DerivationRequest,
  family: Family,
  input: Input,
): Found {
  if (!equalWidths)
    return {
      reason:
        'with unequal widths a moment is a product of matrices, one a layer; --equal-widths has closed forms',
      recursion: refusing(quantity, () => recursionText(quantity.expression, family)),
    };
  try {
    return deriveAndProve(quantity, family, input, { limit, series, id, permit: announcing(announce) });
  } catch (error) {
    if (error instanceof NoClosedForm) return { reason: error.message };
    throw error;
  }
}

/** What takes long is said before it begins. */
const announce = (cost: Cost): void => void process.stderr.write(`ntkcheck: ${costText(cost)}\n`);

function lines({ quantity, derivation, asymptotics }: Derived, family: Family): string[] {
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
