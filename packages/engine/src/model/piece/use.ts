import type { Report } from '../finding.ts'
import { nearest } from '../nearest.ts'
import { operators } from '../operators.ts'
import type { ParamValue } from '../params.ts'
import { readParam } from '../source/param.ts'
import { type Fields, readMap, readWord } from '../source/read.ts'
import type { SourceNode } from '../source/yaml.ts'
import type { ExclusionSource, ParameterSource, RuleSource, StepSource, Word } from '../source.ts'
import { type Filling, fillExpression, fillNames, fillPairs, fillParams, fillTable } from './fill.ts'
import type { Piece } from './piece.ts'

/** The pieces that one model uses, written out as its own steps and exclusions as the reader comes to them. */
export interface Uses {
  /** The steps that `{ id, use, with }` stands for; nothing for any other step. */
  steps(node: SourceNode): readonly StepSource[] | undefined
  exclusions(node: SourceNode): readonly ExclusionSource[] | undefined
  /** The rules that `{ use }` stands for; nothing for any other rule. */
  rules(node: SourceNode): readonly RuleSource[] | undefined
  /** Exclusions that came with steps, those that a rule names and the model does not define. */
  brought(rules: readonly RuleSource[], own: readonly ExclusionSource[]): readonly ExclusionSource[]
  parameters(): readonly ParameterSource[]
  pieces(): readonly { readonly id: string; readonly text: string }[]
}

const isUse = (node: SourceNode): boolean => node.kind === 'map' && node.entries.some(({ key }) => key.text === 'use')

export function openUses(pieces: ReadonlyMap<string, Piece>, own: readonly ParameterSource[], report: Report): Uses {
  const used = new Map<string, Piece>()
  const parameters = new Map<string, ParameterSource>()
  const offered: ExclusionSource[] = []

  const pieceOf = (word: Word): Piece | undefined => {
    const piece = pieces.get(word.text)
    if (piece) {
      used.set(word.text, piece)
      return piece
    }
    const near = nearest(word.text, [...pieces.keys()])
    if (near) report.error(word.at, 'model.unknown-piece-near', { name: word.text, near })
    else report.error(word.at, 'model.unknown-piece', { name: word.text, known: [...pieces.keys()].join(', ') })
    return undefined
  }

  /** What stands in the use for the names of the piece. */
  const fillingOf = (piece: Piece, word: Word, id: Word | undefined, given: Fields | undefined): Filling => {
    const tables = new Map<string, Word>()
    for (const { name } of piece.reads) tables.set(name.text, given?.optionalWord(name.text) ?? { text: name.text, at: word.at })
    if (id)
      for (const step of piece.steps)
        tables.set(step.id.text, { text: step.id.text === piece.gives?.text ? id.text : `${id.text}_${step.id.text}`, at: step.id.at })
    const slots = new Map<string, ParamValue>()
    for (const { name, kind, label, default: standard } of piece.takes) {
      const node = given?.node(name.text)
      const value = (node && readParam({ kind }, node, name.text, report)) ?? standard
      if (value !== undefined) slots.set(name.text, value)
      else if (!node) report.error(word.at, 'model.piece-slot', { piece: word.text, name: name.text, label: label.text })
    }
    const renamed = new Map<string, string>()
    for (const parameter of piece.parameters) {
      const node = given?.node(parameter.name.text)
      const other = node && readWord(node, parameter.name.text, report)
      const name = other ? other.text.replace(/^\$/, '') : parameter.name.text
      if (name !== parameter.name.text) renamed.set(parameter.name.text, name)
      if (own.some((known) => known.name.text === name)) continue
      if (other) report.error(other.at, 'model.unknown-parameter', { name, known: own.map((known) => known.name.text).join(', ') })
      else if (!parameters.has(name)) parameters.set(name, parameter)
    }
    return { tables, slots, parameters: renamed }
  }

  const fields = (node: SourceNode, piece: Piece): Fields | undefined =>
    readMap(
      node,
      [...piece.reads, ...piece.takes, ...piece.parameters].map(({ name }) => name.text),
      piece.id.text,
      report,
    )

  return {
    steps(node) {
      if (!isUse(node)) return undefined
      const use = readMap(node, ['id', 'title', 'note', 'use', 'with'], 'step', report)
      const word = use?.optionalWord('use')
      const piece = word && pieceOf(word)
      if (!use || !word || !piece) return []
      if (piece.steps.length === 0) {
        report.error(word.at, 'model.piece-no-steps', { piece: word.text })
        return []
      }
      const id = use.word('id')
      const given = use.node('with')
      const filling = fillingOf(piece, word, id, given && fields(given, piece))
      const demands = piece.reads.map(({ name, label, columns }) => ({
        table: filling.tables.get(name.text)!,
        label: label.text,
        given: given?.kind === 'map' && given.entries.some(({ key }) => key.text === name.text),
        columns: columns.map(({ text }) => text),
      }))
      offered.push(...piece.exclusions.map((exclusion) => fillExclusion(exclusion, filling, exclusion.id, exclusion.title)))
      const [title, note] = [use.optionalWord('title'), use.optionalWord('note')]
      return piece.steps.map((step): StepSource => {
        const gives = step.id.text === piece.gives?.text
        return {
          ...step,
          ...(gives && title && { title }),
          ...(gives && note && { note }),
          id: { text: filling.tables.get(step.id.text)!.text, at: id.at },
          params: fillParams(operators.get(step.operator.text)!.params, step.params, filling),
          use: { id, piece: word.text, demands },
        }
      })
    },
    exclusions(node) {
      if (!isUse(node)) return undefined
      const use = readMap(node, ['id', 'title', 'note', 'use', 'with'], 'exclusion', report)
      const word = use?.optionalWord('use')
      const piece = word && pieceOf(word)
      if (!use || !word || !piece) return []
      if (piece.steps.length > 0) report.error(word.at, 'model.piece-has-steps', { piece: word.text })
      const [id, title, given] = [use.optionalWord('id'), use.optionalWord('title'), use.node('with')]
      if ((id || title) && piece.exclusions.length > 1) report.error((id ?? title)!.at, 'model.piece-several', { piece: word.text })
      const filling = fillingOf(piece, word, undefined, given && fields(given, piece))
      return piece.exclusions.map((exclusion) =>
        fillExclusion(exclusion, filling, id ?? { text: exclusion.id.text, at: word.at }, title ?? exclusion.title),
      )
    },
    rules(node) {
      if (!isUse(node)) return undefined
      const use = readMap(node, ['use'], 'rule', report)
      const word = use?.optionalWord('use')
      const piece = word && pieceOf(word)
      if (!word || !piece) return []
      if (piece.rules.length === 0) report.error(word.at, 'model.piece-no-rules', { piece: word.text })
      return piece.rules
    },
    brought: (rules, own) => {
      const named = new Set(rules.flatMap((rule) => rule.exclusions.map(({ text }) => text)))
      for (const { id } of own) named.delete(id.text)
      return offered.filter(({ id }) => named.delete(id.text))
    },
    parameters: () => [...parameters.values()],
    pieces: () => [...used].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, { text }]) => ({ id, text })),
  }
}

const fillExclusion = (source: ExclusionSource, filling: Filling, id: Word, title: Word): ExclusionSource => ({
  id,
  title,
  ...(source.in && { in: fillTable(source.in, filling) }),
  on: fillPairs(source.on, filling),
  ...(source.where && { where: fillExpression(source.where, filling) }),
  needs: fillNames(source.needs, filling),
})
