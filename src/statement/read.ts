import type { Parsed } from '../expression/index.ts';
import { STATEMENT_LIMITS } from '../limits/limits.ts';
import { readConstants } from './constants.ts';
import { type Conventions, unknownConvention } from './convention.ts';
import { type Path, readDocument, readDocuments, type SourceDocument } from './document.ts';
import { type Definitions, hasQuantity, readFormula, refusedName, type Scope, scopeOf } from './formula.ts';
import { nameOf, withInlineConventions } from './inline-convention.ts';
import { readDomain } from './read-domain.ts';
import { type StatementFile, statementSchema } from './schema.ts';
import {
  type Case,
  type Claim,
  type Domain,
  type Expected,
  type Relation,
  type Statement,
  weakest,
} from './statement.ts';

/**
 * Reads a statement file of one document: shape, expressions, closedness (every symbol declared, nothing declared unused),
 * a domain that is not empty, and conventions that exist and leave free just what the domain declares.
 * Throws StatementError at the first problem.
 */
export const readStatement = (file: string, text: string, conventions: Conventions): Statement =>
  statementOf(file, readDocument(file, text, statementSchema), conventions);

/** The same for a file of one YAML document or more, each a statement with an id of its own. */
export function readStatements(file: string, text: string, conventions: Conventions): Statement[] {
  const ids = new Set<string>();
  return readDocuments(file, text, statementSchema).map((document) => {
    const { id } = document.data;
    if (ids.has(id))
      throw document.error(['id'], `'${id}' is taken by a statement above; ids are permanent and unique`);
    ids.add(id);
    return statementOf(file, document, conventions);
  });
}

function statementOf(file: string, document: SourceDocument<StatementFile>, named: Conventions): Statement {
  const { data } = document;
  const domain = readDomain(document);
  const scope = scopeOf(domain);
  const definitions = readDefinitions(document, scope);
  const claims = data.claims.map((_, index) => readClaim(document, index, domain, definitions));
  checkUsed(document, domain, definitions, claims);
  const conventions = withInlineConventions(document, named);
  const own = readCase(document, [], data, domain, conventions);
  const variants = (data.variants ?? []).map((variant, i) =>
    readCase(document, ['variants', i], variant, domain, conventions),
  );
  checkDistinct(document, [own, ...variants]);
  const expectClaims = data.claims.map(({ expect }) => expect);
  checkExpected(document, expectClaims);
  const whole = expectClaims.some((expect) => expect !== undefined) ? { ...own, expectClaims } : own;
  return {
    id: data.id,
    file,
    title: data.title,
    source: data.source,
    domain,
    definitions,
    claims,
    claimPlaces: claims.map((_, index) => document.place(['claims', index])),
    cases: [whole, ...variants],
    ...(data.notes !== undefined && { notes: data.notes }),
  };
}

const MAX_ABBREVIATIONS = STATEMENT_LIMITS.abbreviations;

function readDefinitions(document: SourceDocument<StatementFile>, scope: Scope): Map<string, Parsed> {
  const definitions = new Map<string, Parsed>();
  for (const [name, text] of Object.entries(document.data.let ?? {})) {
    if (scope.symbols.has(name) || scope.lists.has(name))
      throw document.error(['let', name], `'${name}' is a symbol of the domain already`, 'name');
    if (definitions.size === MAX_ABBREVIATIONS)
      throw document.error(['let', name], `more than ${MAX_ABBREVIATIONS} abbreviations; simplify`, 'name');
    const refused = refusedName(name);
    if (refused) throw document.error(['let', name], refused, 'name');
    definitions.set(name, readFormula(document, ['let', name], text, scope, 'formula', definitions));
  }
  return definitions;
}

function readClaim(
  document: SourceDocument<StatementFile>,
  index: number,
  domain: Domain,
  definitions: Definitions,
): Claim {
  const scope = scopeOf(domain);
  const claim = document.data.claims[index]!;
  const path = (field: string): Path => ['claims', index, field];
  const quantity = readFormula(document, path('quantity'), claim.quantity, scope, 'quantity', definitions);
  const formula = readFormula(document, path('formula'), claim.formula, scope, 'quantity', definitions);
  const { relation, constants, order, as } = claim;
  checkCompanion(document, index, 'within-constants', 'constants', '{ low, high }');
  checkCompanion(document, index, 'asymptotic', 'order', 'm', RATIO);
  if (!hasQuantity(quantity.expression))
    throw document.error(
      path('quantity'),
      'found no E(...) and no named quantity; a quantity is made of moments, such as E(K^2)',
    );
  const isLimit = relation === 'tends-to' || relation === 'asymptotic';
  if (!isLimit && domain.ranges.get('d')?.kind === 'equals')
    throw document.error(
      path('relation'),
      "only tends-to and asymptotic go with a depth that is given by 'equals'",
    );
  if (claim.as === 'd' && domain.ranges.get('d')?.kind !== 'integer')
    throw document.error(path('as'), 'a depth that grows is a range, as in d: { integer: [1, inf] }');
  if (isLimit && domain.ranges.get('n')?.kind !== 'width')
    throw document.error(path('relation'), `${relation} takes one width n, as in n: { width: [1, inf] }`);
  return {
    quantity,
    relation,
    formula,
    ...(constants && { constants: readConstants(document, index) }),
    ...(order !== undefined && { order }),
    ...(as !== undefined && { as }),
  };
}

const RATIO = '; without one, claim that the ratio tends to 1: quantity: (…)/(…), relation: ->, formula: 1';

/** A relation that needs a field of its own has it, and no other relation does. */
function checkCompanion(
  document: SourceDocument<StatementFile>,
  index: number,
  relation: Relation,
  field: 'constants' | 'order',
  wanted: string,
  instead = '',
): void {
  const claim = document.data.claims[index]!;
  const isThere = claim[field] !== undefined;
  if ((claim.relation === relation) === isThere) return;
  const message = isThere
    ? `only ${relation} takes '${field}', not ${claim.relation}`
    : `${relation} needs '${field}: ${wanted}'${instead}`;
  throw document.error(['claims', index, isThere ? field : 'relation'], message);
}

/** Symbols that no network uses. */
const FOR_FORMULAS = ['lambda', 'rho', 'c'];

/** The network itself uses d, n and its parameters; anything else that is declared has to occur. */
function checkUsed(
  document: SourceDocument<StatementFile>,
  domain: Domain,
  definitions: ReadonlyMap<string, Parsed>,
  claims: readonly Claim[],
): void {
  const parsed = [
    ...claims.flatMap(({ quantity, formula }) => [quantity, formula]),
    ...definitions.values(),
    ...(domain.where ? [domain.where] : []),
    ...[...domain.ranges.values()].flatMap((range) => (range.kind === 'equals' ? [range.value] : [])),
  ];
  const used = new Set(parsed.flatMap(({ free }) => [...free]));
  for (const name of definitions.keys()) {
    if (!used.has(name))
      throw document.error(['let', name], `'${name}' is declared and never used; remove it`, 'name');
  }
  for (const name of FOR_FORMULAS) {
    if (domain.ranges.has(name) && !used.has(name))
      throw document.error(['domain', name], `'${name}' is declared and never used; remove it`, 'name');
  }
}

function readCase(
  document: SourceDocument<StatementFile>,
  path: Path,
  written: Pick<StatementFile, 'convention' | 'gates' | 'expect'> & { why?: string | undefined },
  domain: Domain,
  conventions: Conventions,
): Case {
  const named = written.convention;
  const name = typeof named === 'string' ? named : nameOf(named);
  const convention = conventions.get(name);
  if (!convention) throw document.error([...path, 'convention'], unknownConvention(name, conventions));
  const free = {
    sigma_w2: convention.sigmaW2,
    sigma_b2: convention.sigmaB2,
    bias_gradient: convention.biasGradient,
    output_sigma_w2: convention.outputSigmaW2,
    mu_4: convention.mu4,
  };
  for (const [name, value] of Object.entries(free)) {
    const declared = domain.ranges.has(name);
    if (value === 'free' && !declared) {
      throw document.error(
        [...path, 'convention'],
        `convention '${convention.name}' leaves ${name} free; declare it in the domain`,
      );
    }
    if (value !== 'free' && declared) {
      throw document.error(
        ['domain', name],
        `convention '${convention.name}' fixes ${name}; remove it from the domain`,
        'name',
      );
    }
  }
  return {
    convention,
    gates: written.gates,
    expect: written.expect,
    place: document.place(path.length === 0 ? ['id'] : path),
    ...(written.why !== undefined && { why: written.why }),
  };
}

/** Where each claim has an expectation of its own, that of the statement follows from them. */
function checkExpected(
  document: SourceDocument<StatementFile>,
  claims: readonly (Expected | undefined)[],
): void {
  if (!claims.every((expect) => expect !== undefined)) return;
  const follows = weakest(claims, ['refuted', 'supported', 'proved']);
  const { expect } = document.data;
  if (expect !== follows)
    throw document.error(
      ['expect'],
      `found '${expect}'; of claims that are expected ${claims.join(', ')} it is '${follows}'`,
    );
}

function checkDistinct(document: SourceDocument<StatementFile>, cases: readonly Case[]): void {
  const seen = new Set<string>();
  for (const [index, { convention, gates }] of cases.entries()) {
    const name = `${convention.name}, ${gates} gates`;
    if (seen.has(name)) throw document.error(['variants', index - 1], `${name} is listed twice`);
    seen.add(name);
  }
}
