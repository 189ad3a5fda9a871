import { type Finding, openReport, type Report } from '../finding.ts'
import { nearest } from '../nearest.ts'
import { operators } from '../operators.ts'
import { list, readExclusion, readParameters, readStep } from '../parse-parts.ts'
import { parseRule } from '../parse-rule.ts'
import { readParam } from '../source/param.ts'
import { type Fields, readMap, toWord } from '../source/read.ts'
import { readYaml } from '../source/yaml.ts'
import type { Word } from '../source.ts'
import { type Piece, type PieceSlot, type PieceTable, slotKinds } from './piece.ts'

const pieceFields = 'id title note reads takes parameters steps gives exclusions rules'.split(' ')

/** Reads a piece. Its words know the file they stand in, so that what a model finds wrong in them is told there. */
export function parsePiece(text: string, file: string): { readonly piece?: Piece; readonly findings: readonly Finding[] } {
  const report = openReport(file)
  const root = readYaml(text, report, file)
  const fields = root && readMap(root, pieceFields, 'piece', report)
  if (!fields) return { findings: report.findings() }
  const gives = fields.optionalWord('gives')
  const piece: Piece = {
    id: fields.word('id'),
    title: fields.word('title'),
    text,
    reads: readTables(fields, report),
    takes: readSlots(fields, report),
    parameters: readParameters(fields.node('parameters'), report),
    steps: list(fields, 'steps', report).flatMap((node) => readStep(node, report) ?? []),
    ...(gives && { gives }),
    exclusions: list(fields, 'exclusions', report).flatMap((node) => readExclusion(node, report) ?? []),
    rules: list(fields, 'rules', report).flatMap((node) => parseRule(node, report) ?? []),
  }
  checkPiece(piece, report)
  return report.failed() ? { findings: report.findings() } : { piece, findings: report.findings() }
}

function readTables(fields: Fields, report: Report): readonly PieceTable[] {
  const node = fields.node('reads')
  if (!node) return []
  if (node.kind !== 'map') {
    report.error(node.at, 'model.want-map', { what: 'reads' })
    return []
  }
  return node.entries.flatMap(({ key, value }): PieceTable[] => {
    const table = readMap(value, ['label', 'columns'], key.text, report)
    return table ? [{ name: toWord(key), label: table.word('label'), columns: table.words('columns') }] : []
  })
}

function readSlots(fields: Fields, report: Report): readonly PieceSlot[] {
  const node = fields.node('takes')
  if (!node) return []
  if (node.kind !== 'map') {
    report.error(node.at, 'model.want-map', { what: 'takes' })
    return []
  }
  return node.entries.flatMap(({ key, value }): PieceSlot[] => {
    const slot = readMap(value, ['kind', 'label', 'default'], key.text, report)
    if (!slot) return []
    const word = slot.word('kind')
    const kind = slotKinds.find((known) => known === word.text)
    if (!kind) {
      report.error(word.at, 'model.choice', { got: word.text, known: slotKinds.join(', ') })
      return []
    }
    const given = slot.node('default')
    const standard = given && readParam({ kind }, given, key.text, report)
    return [{ name: toWord(key), kind, label: slot.word('label'), ...(standard !== undefined && { default: standard }) }]
  })
}

/** What can be told of a piece by itself: each table it names is given to it or made before, and it gives something. */
function checkPiece(piece: Piece, report: Report): void {
  const known = new Set(piece.reads.map(({ name }) => name.text))
  const find = (word: Word): void => {
    if (known.has(word.text)) return
    const near = nearest(word.text, [...known])
    if (near) report.error(word.at, 'model.unknown-table-near', { name: word.text, near })
    else report.error(word.at, 'model.unknown-table', { name: word.text, known: [...known].join(', ') })
  }
  for (const { id, operator, params } of piece.steps) {
    for (const word of operators.get(operator.text)!.reads(params)) find(word)
    if (known.has(id.text)) report.error(id.at, 'model.duplicate-step', { name: id.text })
    known.add(id.text)
  }
  if (piece.gives) find(piece.gives)
  else if (piece.steps.length > 0) report.error(piece.id.at, 'model.missing-field', { field: 'gives', what: 'piece' })
  for (const exclusion of piece.exclusions) if (exclusion.in) find(exclusion.in)
  if (piece.steps.length + piece.exclusions.length + piece.rules.length === 0) report.error(piece.id.at, 'model.piece-empty')
}
