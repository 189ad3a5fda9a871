/**
 * The supervision model language: text → tree with places → checked model → plan → one statement of one engine.
 * This is its public face.
 */
export { type PlanPart, takeApart } from './apart.ts'
export { checkModel, type KnownParts } from './check.ts'
export type {
  CheckedDate,
  CheckedExclusion,
  CheckedIndicator,
  CheckedInput,
  CheckedModel,
  CheckedParameter,
  CheckedRollup,
  CheckedRule,
  CheckedStep,
} from './checked.ts'
export { givesAlerts } from './checked.ts'
export { type CommonStep, commonSteps, type Planned } from './common/common.ts'
export { type Compiled, type CompiledEvidence, compile, compileCounts, compileEvidence } from './compile.ts'
export { decidingColumns } from './deciding.ts'
export type { Dialect } from './dialects/dialect.ts'
export { duckdb } from './dialects/duckdb.ts'
export { trino } from './dialects/trino.ts'
export type { Finding, Position } from './finding.ts'
export { type KeySamples, keySamples } from './key-samples.ts'
export { type Link, linksOf } from './links.ts'
export { modelMessages } from './messages.ts'
export { alternativesOf } from './needs.ts'
export type { Relation } from './node.ts'
export type { StepColumn, StepTable } from './operator.ts'
export { operators } from './operators.ts'
export { parseModel } from './parse.ts'
export { parsePiece } from './piece/parse.ts'
export type { Piece } from './piece/piece.ts'
export { type Available, lacksOf, type ModelPlan, notLookedAt, type PlannedRule, planModel, settledSteps } from './plan.ts'
export { fallenRows, fallenUnknown, type Preview, previewStep } from './preview.ts'
export { type Probe, probe } from './probe.ts'
export type { ModelSource } from './source.ts'
export { switchedOff } from './switched-off.ts'
export { type Trace, type TraceStage, trace, traceRows, untested } from './trace.ts'
export { type ParameterProblem, parameterValues } from './values.ts'
