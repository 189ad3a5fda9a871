import type { Report } from '../finding.ts'
import type { Param, ParamValue } from '../params.ts'
import type { DueSource, QuerySource, WaySource, WithinSource } from '../source.ts'
import { parseQuery } from '../sql/parse.ts'
import {
  readExpression,
  readFormulas,
  readList,
  readMap,
  readOrders,
  readPairs,
  readPicks,
  readTakes,
  readWord,
  readWords,
  toWord,
} from './read.ts'
import type { SourceNode } from './yaml.ts'

/** Reads a parameter of an operator by its kind. */
export function readParam(param: Param, node: SourceNode, name: string, report: Report): ParamValue | undefined {
  switch (param.kind) {
    case 'table':
      return readWord(node, name, report)
    case 'name':
    case 'choice': {
      const word = readWord(node, name, report)
      if (word && param.choices && !param.choices.includes(word.text))
        report.error(word.at, 'model.choice', { got: word.text, known: param.choices.join(', ') })
      return word
    }
    case 'tables':
    case 'names':
      return readWords(node, name, report)
    case 'pairs':
      return readPairs(node, name, report)
    case 'takes':
      return readTakes(node, name, report)
    case 'picks':
      return readPicks(node, name, report)
    case 'formula':
      return readExpression(node, name, report)
    case 'formulas':
      return readFormulas(node, name, report)
    case 'orders':
      return readOrders(node, name, report)
    case 'dues':
      return readDues(node, report)
    case 'within':
      return readWithin(node, report)
    case 'ways':
      return readWays(node, report)
    case 'query':
      return readQuery(node, name, report)
  }
}

function readQuery(node: SourceNode, name: string, report: Report): QuerySource | undefined {
  if (node.kind !== 'word') {
    report.error(node.at, 'model.want-query', { what: name })
    return undefined
  }
  const parsed = parseQuery(node.text, node.placeOf)
  if ('query' in parsed) return { written: toWord(node), query: parsed.query }
  report.error(node.placeOf(parsed.fault.offset), parsed.fault.code, parsed.fault.values)
  return undefined
}

function readDues(node: SourceNode, report: Report): readonly DueSource[] {
  if (node.kind !== 'map') {
    report.error(node.at, 'model.want-map', { what: 'due' })
    return []
  }
  return node.entries.flatMap(({ key, value }): DueSource[] => {
    const fields = readMap(value, ['start', 'limits', 'extend', 'label'], key.text, report)
    const start = fields?.required('start') && fields.expression('start')
    if (!fields || !start) return []
    const limits = fields.words('limits')
    if (limits.length === 0) report.error(fields.at, 'model.no-limits', { name: key.text })
    const [extend, label] = [fields.expression('extend'), fields.optionalWord('label')]
    return [{ as: toWord(key), start, limits, ...(extend && { extend }), ...(label && { label }) }]
  })
}

const units = ['days', 'minutes', 'seconds'] as const

/** `[{ here: there, days: 3 }]` */
const readWithin = (node: SourceNode, report: Report): readonly WithinSource[] =>
  readList(node, 'within', report).flatMap((item): WithinSource[] => {
    const entries = item.kind === 'map' ? item.entries : []
    const measure = entries.find(({ key }) => units.some((unit) => unit === key.text))
    const pair = entries.find((entry) => entry !== measure)
    const unit = units.find((known) => known === measure?.key.text)
    if (!measure || !pair || !unit || entries.length !== 2) {
      report.error(item.at, 'model.want-within')
      return []
    }
    const right = readWord(pair.value, 'within', report)
    const size = readExpression(measure.value, unit, report)
    return right && size ? [{ pair: { left: toWord(pair.key), right }, unit, size }] : []
  })

/** `[{ grade: A, on: [...], when: "...", within: [...] }]` */
const readWays = (node: SourceNode, report: Report): readonly WaySource[] =>
  readList(node, 'ways', report).flatMap((item): WaySource[] => {
    const fields = readMap(item, ['grade', 'on', 'when', 'within'], 'way', report)
    const on = fields?.required('on')
    if (!fields || !on) return []
    const [when, within] = [fields.expression('when'), fields.node('within')]
    return [
      {
        at: fields.at,
        grade: fields.word('grade'),
        on: readPairs(on, 'on', report),
        ...(when && { when }),
        ...(within && { within: readWithin(within, report) }),
      },
    ]
  })
