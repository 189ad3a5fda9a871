import type { Locale } from '@xiezhi/engine/message'
import type { DifferenceRow, Trial, TrialClue } from '../contract/trials.ts'
import { chinaMoment, type Table } from '../export/table-file.ts'
import { tell } from '../texts.ts'

const share = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value * 1000) / 1000)

export function trialTable(trials: readonly Trial[], locale: Locale): Table {
  const word = (code: string): string => tell({ code: `trial.${code}` }, locale)
  const widths = {
    model: 34,
    version: 10,
    view: 14,
    asOf: 12,
    state: 10,
    total: 10,
    known: 12,
    founded: 10,
    unfounded: 12,
    missed: 14,
    precision: 10,
    parameters: 40,
    note: 30,
    by: 14,
    started: 20,
  }
  return {
    title: word('table'),
    columns: Object.entries(widths).map(([column, width]) => ({ label: word(`column.${column}`), width })),
    rows: trials.map((one) => [
      one.modelTitle,
      one.version,
      one.viewDay ?? word('now'),
      one.asOf,
      tell({ code: `run.state.${one.state}` }, locale),
      one.total,
      one.truth?.known ?? null,
      one.truth?.founded ?? null,
      one.truth?.unfounded ?? null,
      one.truth?.missed ?? null,
      share(one.truth?.precision?.share),
      Object.entries(one.parameters)
        .map(([name, value]) => `${name}=${value}`)
        .join('；'),
      one.note,
      one.startedBy,
      chinaMoment(one.startedAt),
    ]),
  }
}

const clueColumns = ['severity', 'score', 'rule', 'title', 'subject', 'party', 'party-id', 'due', 'overdue', 'amount', 'grade'] as const
const clueWidths = [8, 8, 26, 44, 26, 20, 22, 13, 10, 14, 10]

const clueCells = (clue: TrialClue, locale: Locale) => [
  tell({ code: `clue.severity.${clue.severity}` }, locale),
  clue.score,
  `${clue.rule.id} ${clue.rule.title}`,
  clue.title,
  clue.subject.name,
  clue.party?.name ?? null,
  clue.party?.id ?? null,
  clue.dueDate,
  clue.daysOverdue,
  clue.amount === null ? null : Number(clue.amount),
  clue.grade,
]

const clueHead = (locale: Locale) =>
  clueColumns.map((code, at) => ({ label: tell({ code: `clue.column.${code}` }, locale), width: clueWidths[at] ?? 12 }))

export function trialClueTable(clues: readonly TrialClue[], locale: Locale): Table {
  const word = (code: string): string => tell({ code: `trial.${code}` }, locale)
  return {
    title: word('table.clues'),
    columns: [
      ...clueHead(locale),
      { label: tell({ code: 'clue.column.reason' }, locale), width: 90 },
      { label: word('column.live'), width: 16 },
      { label: word('column.judged'), width: 12 },
    ],
    rows: clues.map((clue) => [...clueCells(clue, locale), clue.reason, clue.live?.no ?? null, clue.live?.handling.label ?? null]),
  }
}

export function differenceTable(rows: readonly DifferenceRow[], locale: Locale): Table {
  const word = (code: string): string => tell({ code: `trial.${code}` }, locale)
  return {
    title: word('table.difference'),
    columns: [
      { label: word('column.kind'), width: 8 },
      { label: word('column.cause'), width: 26 },
      { label: word('column.why'), width: 90 },
      ...clueHead(locale),
      { label: word('column.live'), width: 16 },
      { label: word('column.judged'), width: 12 },
    ],
    rows: rows.flatMap((row) => {
      const clue = row.after ?? row.before
      if (!clue) return []
      const why = [...row.reason, ...row.fields.map(({ label, before, after }) => `${label}：${before || '—'} → ${after || '—'}`)].join(
        '；',
      )
      const live = [clue.live?.no ?? null, clue.live?.handling.label ?? null]
      return [[word(`kind.${row.kind}`), row.cause, why, ...clueCells(clue, locale), ...live]]
    }),
  }
}
