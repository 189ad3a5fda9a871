import type { Report } from './finding.ts'
import { missingWord, readFormulas, readList, readMap, readPairs, readWord, toWord } from './source/read.ts'
import type { SourceNode } from './source/yaml.ts'
import type { IndicatorSource, ReasonSource, RuleSource } from './source.ts'

const ruleFields =
  'id as title from about needs where testable key subject party due act dates amount grade score severity basis reason document exclusions evidence output note'.split(
    ' ',
  )

export function parseRule(node: SourceNode, report: Report): RuleSource | undefined {
  const fields = readMap(node, ruleFields, 'rule', report)
  if (!fields) return undefined
  const subject = readMap(fields.required('subject'), ['kind', 'name', 'code'], 'subject', report)
  const partyNode = fields.node('party')
  const party = partyNode && readMap(partyNode, ['name', 'id'], 'party', report)
  const subjectName = subject?.required('name') && subject.expression('name')
  const [subjectCode, partyName, partyId] = [
    subject?.expression('code'),
    party?.required('name') && party.expression('name'),
    party?.expression('id'),
  ]
  const needs = fields.node('needs') ? fields.words('needs') : undefined
  const [where, testable, amount] = [fields.expression('where'), fields.expression('testable'), fields.expression('amount')]
  const [grade, score] = [fields.expression('grade'), fields.expression('score')]
  const [due, act, document] = [fields.optionalWord('due'), fields.optionalWord('act'), fields.optionalWord('document')]
  const evidence = fields.node('evidence')
  const rule = {
    id: fields.word('id'),
    as: fields.optionalWord('as') ?? fields.word('id'),
    title: fields.word('title'),
    from: fields.word('from'),
    about: fields.word('about'),
    ...(needs && { needs }),
    ...(where && { where }),
    ...(testable && { testable }),
    key: fields.required('key') ? fields.words('key') : [],
    ...(party && partyName && { party: { name: partyName, ...(partyId && { id: partyId }) } }),
    ...(due && { due }),
    ...(act && { act }),
    dates: fields.words('dates'),
    ...(amount && { amount }),
    ...(grade && { grade }),
    ...(score && { score }),
    severity: fields.optionalWord('severity') ?? { ...missingWord(fields.at), text: 'auto' },
    basis: fields.words('basis'),
    reason: readReason(fields.required('reason'), report),
    ...(document && { document }),
    exclusions: fields.words('exclusions'),
    evidence: (evidence ? readList(evidence, 'evidence', report) : []).flatMap((item) => readEvidence(item, report)),
    output: fields.optionalWord('output') ?? { ...missingWord(fields.at), text: 'clue' },
  }
  if (!subject || !subjectName) return undefined
  return { ...rule, subject: { kind: subject.word('kind'), name: subjectName, ...(subjectCode && { code: subjectCode }) } }
}

/** Does this rule give figures rather than clues? */
export const isIndicator = (node: SourceNode): boolean =>
  node.kind === 'map' && node.entries.some(({ key, value }) => key.text === 'output' && value.kind === 'word' && value.text === 'indicator')

export function parseIndicator(node: SourceNode, report: Report): IndicatorSource | undefined {
  const fields = readMap(node, ['id', 'title', 'from', 'needs', 'where', 'key', 'figures', 'labels', 'output', 'note'], 'indicator', report)
  const figures = fields?.required('figures')
  if (!fields || !figures) return undefined
  const where = fields.expression('where')
  return {
    id: fields.word('id'),
    title: fields.word('title'),
    from: fields.word('from'),
    ...(fields.node('needs') && { needs: fields.words('needs') }),
    ...(where && { where }),
    key: fields.words('key'),
    figures: readFormulas(figures, 'figures', report),
    labels: readLabels(fields.node('labels'), report),
  }
}

function readLabels(node: SourceNode | undefined, report: Report): IndicatorSource['labels'] {
  if (!node) return []
  if (node.kind !== 'map') {
    report.error(node.at, 'model.want-map', { what: 'labels' })
    return []
  }
  return node.entries.flatMap(({ key, value }) => {
    const label = readWord(value, key.text, report)
    return label ? [{ name: toWord(key), label }] : []
  })
}

function readEvidence(node: SourceNode, report: Report): RuleSource['evidence'] {
  const fields = readMap(node, ['from', 'on'], 'evidence', report)
  if (!fields) return []
  const on = fields.required('on')
  return [{ from: fields.word('from'), on: on ? readPairs(on, 'on', report) : [] }]
}

/** `{decision_date|date}`: a column, `$as_of` or another parameter, days_overdue; after the bar a format. */
const place = /\{([^{}|]*)(?:\|([^{}]*))?\}/g

function readReason(node: SourceNode | undefined, report: Report): ReasonSource {
  if (node?.kind !== 'word') {
    if (node) report.error(node.at, 'model.want-word', { what: 'reason' })
    return { template: '', at: node?.at ?? { line: 1, column: 1 }, places: [] }
  }
  const places = [...node.text.matchAll(place)].map((match) => ({
    name: match[1]!.trim(),
    ...(match[2] !== undefined && { format: match[2].trim() }),
    at: node.placeOf(match.index + 1),
  }))
  const stray = node.text.replace(place, (whole) => '\u0000'.repeat(whole.length)).search(/[{}]/)
  if (stray >= 0) report.error(node.placeOf(stray), 'model.reason-brace')
  return { template: node.text, at: node.at, places }
}
