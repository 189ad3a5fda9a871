import { type Finding, openReport, type Report } from './finding.ts'
import { list, readExclusion, readParameters, readStep } from './parse-parts.ts'
import { isIndicator, parseIndicator, parseRule } from './parse-rule.ts'
import type { Piece } from './piece/piece.ts'
import { openUses } from './piece/use.ts'
import { missingWord, readMap } from './source/read.ts'
import { readYaml, type SourceNode } from './source/yaml.ts'
import type { ModelSource, RollupSource } from './source.ts'

const modelFields = 'id title version question point function origin basis inputs parameters steps exclusions rules rollups note'.split(' ')

/** A step is a relation upon the one before: engines give up at a thousand, and plan for minutes before that. The largest model has half of it. */
const mostSteps = 400
const mostRules = 100

/** Reads a model file. Whatever can be read is read, so that all mistakes of form come out at once. */
export function parseModel(
  text: string,
  file: string,
  pieces: ReadonlyMap<string, Piece> = new Map(),
): {
  readonly model?: ModelSource
  /** What could be read of it though the whole cannot be checked: an editor says what is known so far. */
  readonly readable?: ModelSource
  readonly findings: readonly Finding[]
} {
  const report = openReport(file)
  const root = readYaml(text, report)
  const fields = root && readMap(root, modelFields, 'model', report)
  if (!fields) return { findings: report.findings() }
  const inputs = readMap(fields.required('inputs'), ['required', 'optional'], 'inputs', report)
  const ruleNodes = list(fields, 'rules', report)
  const [required, optional] = [inputs?.words('required') ?? [], inputs?.words('optional') ?? []]
  const own = readParameters(fields.node('parameters'), report)
  const uses = openUses(pieces, own, report)
  const rules = ruleNodes.filter((node) => !isIndicator(node)).flatMap((node) => uses.rules(node) ?? parseRule(node, report) ?? [])
  const steps = list(fields, 'steps', report).flatMap((node) => uses.steps(node) ?? readStep(node, report) ?? [])
  const exclusions = list(fields, 'exclusions', report).flatMap((node) => uses.exclusions(node) ?? readExclusion(node, report) ?? [])
  if (steps.length > mostSteps)
    report.error(steps[mostSteps]!.id.at, 'model.steps-many', { count: String(steps.length), most: String(mostSteps) })
  if (ruleNodes.length > mostRules)
    report.error(ruleNodes[mostRules]!.at, 'model.rules-many', { count: String(ruleNodes.length), most: String(mostRules) })
  const point = fields.optionalWord('point')
  const model: ModelSource = {
    file,
    at: fields.at,
    id: fields.word('id'),
    title: fields.word('title'),
    version: fields.word('version'),
    question: fields.optionalWord('question') ?? missingWord(fields.at),
    ...(point && point.text !== '' && { point }),
    function: fields.wordOrWords('function'),
    origin: fields.wordOrWords('origin'),
    basis: fields.words('basis'),
    required,
    optional,
    parameters: [...own, ...uses.parameters()],
    steps,
    exclusions: [...exclusions, ...uses.brought(rules, exclusions)],
    rules,
    indicators: ruleNodes.filter(isIndicator).flatMap((node) => parseIndicator(node, report) ?? []),
    rollups: list(fields, 'rollups', report).flatMap((node) => readRollup(node, report) ?? []),
    pieces: uses.pieces(),
  }
  if (ruleNodes.length === 0) report.error(fields.at, 'model.no-rules')
  return report.failed() ? { readable: model, findings: report.findings() } : { model, readable: model, findings: report.findings() }
}

function readRollup(node: SourceNode, report: Report): RollupSource | undefined {
  const fields = readMap(node, ['id', 'of', 'by', 'at_least', 'months', 'title'], 'rollup', report)
  if (!fields) return undefined
  return {
    id: fields.word('id'),
    of: fields.word('of'),
    by: fields.word('by'),
    atLeast: fields.word('at_least'),
    months: fields.word('months'),
    title: fields.word('title'),
  }
}
