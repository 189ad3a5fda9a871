import type { Report } from './finding.ts'
import { nearest } from './nearest.ts'
import { operators } from './operators.ts'
import type { ParamValue } from './params.ts'
import { readParam } from './source/param.ts'
import { type Fields, missingWord, readList, readMap, readPairs, readWord, readWords, toWord } from './source/read.ts'
import type { SourceNode } from './source/yaml.ts'
import type { ExclusionSource, ParameterSource, StepSource, Word } from './source.ts'

/** The parts that models and pieces have alike. */

export const list = (fields: Fields, name: string, report: Report): readonly SourceNode[] => {
  const node = fields.node(name)
  return node ? readList(node, name, report) : []
}

export function readParameters(node: SourceNode | undefined, report: Report): readonly ParameterSource[] {
  if (!node) return []
  if (node.kind !== 'map') {
    report.error(node.at, 'model.want-map', { what: 'parameters' })
    return []
  }
  return node.entries.flatMap(({ key, value }): ParameterSource[] => {
    const fields = readMap(value, ['type', 'default', 'label', 'min', 'max', 'law'], key.text, report)
    if (!fields) return []
    const [min, max, law] = [fields.optionalWord('min'), fields.optionalWord('max'), fields.optionalWord('law')]
    return [
      {
        name: toWord(key),
        type: fields.word('type'),
        default: readDefault(fields, report),
        label: fields.word('label'),
        ...(min && { min }),
        ...(max && { max }),
        ...(law && { law }),
      },
    ]
  })
}

function readDefault(fields: Fields, report: Report): Word | readonly Word[] {
  const node = fields.required('default')
  if (node?.kind === 'list') return readWords(node, 'default', report)
  return (node && readWord(node, 'default', report)) ?? missingWord(fields.at)
}

const stepFields = ['id', 'title', 'note'] as const

export function readStep(node: SourceNode, report: Report): StepSource | undefined {
  if (node.kind !== 'map') {
    report.error(node.at, 'model.want-map', { what: 'step' })
    return undefined
  }
  const words = node.entries.filter(({ key }) => !stepFields.some((field) => field === key.text))
  const chosen = words.find(({ key }) => operators.has(key.text)) ?? words[0]
  for (const { key } of words) {
    if (operators.has(key.text) && key === chosen?.key) continue
    if (operators.has(key.text)) report.error(key.at, 'model.two-operators', { first: chosen!.key.text, second: key.text })
    else {
      const near = nearest(key.text, [...operators.keys(), ...stepFields])
      if (near) report.error(key.at, 'model.unknown-operator-near', { name: key.text, near })
      else report.error(key.at, 'model.unknown-operator', { name: key.text, known: [...operators.keys()].join(', ') })
    }
  }
  const fields = readMap({ ...node, entries: node.entries.filter((entry) => !words.includes(entry)) }, stepFields, 'step', report)!
  const operator = chosen && operators.get(chosen.key.text)
  const id = fields.word('id')
  if (!chosen) report.error(node.at, 'model.no-operator', { known: [...operators.keys()].join(', ') })
  if (!chosen || !operator) return undefined
  const given = readMap(chosen.value, Object.keys(operator.params), operator.name, report)
  if (!given) return undefined
  const params: Record<string, ParamValue> = {}
  let complete = true
  for (const [name, param] of Object.entries(operator.params)) {
    const value = param.optional ? given.node(name) : given.required(name)
    const read = value && readParam(param, value, name, report)
    if (read !== undefined) params[name] = read
    else if (!param.optional) complete = false
  }
  if (!complete) return undefined
  const [title, note] = [fields.optionalWord('title'), fields.optionalWord('note')]
  return { id, ...(title && { title }), ...(note && { note }), operator: toWord(chosen.key), params }
}

export function readExclusion(node: SourceNode, report: Report): ExclusionSource | undefined {
  const fields = readMap(node, ['id', 'title', 'in', 'on', 'where', 'needs', 'note'], 'exclusion', report)
  if (!fields) return undefined
  const on = fields.node('on')
  const [table, where] = [fields.optionalWord('in'), fields.expression('where')]
  if (!table === !fields.node('where')) report.error(fields.at, 'model.exclusion-form')
  if (table && !on) report.error(fields.at, 'model.missing-field', { field: 'on', what: 'exclusion' })
  return {
    id: fields.word('id'),
    title: fields.word('title'),
    ...(table && { in: table }),
    on: on ? readPairs(on, 'on', report) : [],
    ...(where && { where }),
    needs: fields.words('needs'),
  }
}
