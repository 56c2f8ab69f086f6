export { type Limit, limitOf } from './asymptotics/limit.ts';
export { limitText } from './asymptotics/print.ts';
export type { AuditItem, AuditReport } from './audit/audit.ts';
export type { CheckReport } from './audit/check.ts';
export type { Certificate } from './certificate/certificate.ts';
export { type CheckResult, checkCertificate } from './checker/check.ts';
export { NoClosedForm } from './derive/closed-form.ts';
export { type ClosedForms, deriveQuantity, type Input } from './derive/quantity.ts';
export { type DerivedStatement, statementOf } from './derive/statement.ts';
export { BeyondOracle, MAX_DEGREE, moment, moments, type Powers } from './exact/moment.ts';
export { type Parsed, parseExpression } from './expression/index.ts';
export type { Library } from './files/library.ts';
export { InputError, NtkcheckError } from './limits/error.ts';
export { buildNetwork, NetworkError, type NetworkSettings, type Parametrization } from './network/build.ts';
export type { Family, Parameter } from './network/family.ts';
export type { Gates, Layer, Network, OutputActivation } from './network/network.ts';
export { OBSERVABLES, type Observable } from './network/observables.ts';
export { type Phase, phase } from './network/phase.ts';
export { type Rational, rational } from './rational/rational.ts';
export { formatDecimal, formatRational, parseRational, toNumber } from './rational/text.ts';
export { jsonReport, type RunRecord } from './report/json.ts';
export { junitReport } from './report/junit.ts';
export { type Look, textReport } from './report/text.ts';
export { Accumulator } from './simulate/accumulator.ts';
export { denseReference } from './simulate/dense.ts';
export * from './simulate/gram.ts';
export {
  type SimulationRequest,
  type Statistic,
  type StepOptions,
  type SteppedSimulation,
  simulate,
  simulateInSteps,
} from './simulate/run.ts';
export {
  KERNEL_PARTS,
  type KernelPart,
  METHODS,
  type Method,
  ROW,
  type Sampler,
  type SamplerRequest,
} from './simulate/sampler.ts';
export { mixtureOf, samplerOf } from './simulate/samplers.ts';
export { type Mixture, tiltBounds } from './simulate/tilt.ts';
export { type Convention, type Conventions, readConventions } from './statement/convention.ts';
export { StatementError } from './statement/error.ts';
export { readStatement, readStatements } from './statement/read.ts';
export type { Claim, Relation, Statement } from './statement/statement.ts';
export {
  type Bounds,
  boundedMean,
  boundedSamplesNeeded,
  type SampleMoments,
} from './statistics/bounded-mean.ts';
export {
  detectableDeviation,
  influence,
  type MeanTest,
  planMeanTest,
  rejectsMean,
  samplesNeeded,
} from './statistics/catoni.ts';
export type { Interval, IntervalKind } from './statistics/interval.ts';
export {
  planRobustMean,
  type RobustPlan,
  robustInfluence,
  robustInterval,
  robustSamplesNeeded,
} from './statistics/robust-mean.ts';
export type { ClaimVerdict, Evidence, Outcome, Verdict } from './verify/verdict.ts';
export {
  DEFAULT_OPTIONS,
  falseAlarmShare,
  type Task,
  tasksOf,
  type VerifyOptions,
  verify,
} from './verify/verify.ts';
export { audit, type ClaimDescription, check } from './workflow/check-claim.ts';
export { type CompareOptions, compareSamples, type GivenSamples } from './workflow/compare-samples.ts';
export type { DerivationRecord } from './workflow/derive.ts';
export { type DeriveOptions, derive } from './workflow/derive-family.ts';
export type {
  FamilyDescription,
  NetworkDescription,
  Numeric,
  ParametersDescription,
} from './workflow/description.ts';
export { type EvaluateOptions, evaluate, type Value } from './workflow/evaluate.ts';
export { FieldError } from './workflow/parameters.ts';
export {
  loadLibrary,
  type VerifyFileOptions,
  type VerifyRunOptions,
  verifyFile,
  verifyStatements,
} from './workflow/verify-file.ts';
