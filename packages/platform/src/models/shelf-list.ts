import { plainFunction } from '@xiezhi/engine/ledger/systems'
import type { Locale } from '@xiezhi/engine/message'
import type { ModelSummary } from '../contract/models.ts'
import { chinaMoment, type Table } from '../export/table-file.ts'
import { type DrawnList, turned } from '../lists/drawn-list.ts'
import { tell } from '../texts.ts'

/** The list of models: what it can be narrowed by, ordered by, and its file. */
export type ShelfFacet = 'function' | 'runnable'

const runnableOf = ({ runnableRules, rules }: ModelSummary): string =>
  runnableRules === rules ? 'all' : runnableRules > 0 ? 'some' : 'none'

const chinese = new Intl.Collator('zh-CN')
const endOf = ({ lastRun }: ModelSummary): string => lastRun?.endedAt ?? ''

/** `functionsOf`: the functions of a model, by which an office divides its work. */
export const shelfList = (functionsOf: (id: string) => readonly string[], locale: Locale): DrawnList<ModelSummary, ShelfFacet> => ({
  rowKey: ({ id }) => id,
  text: ({ id, title, question }) => `${id} ${title} ${question}`,
  facets: {
    function: ({ id }) => [...new Set(functionsOf(id).map(plainFunction))].map((value) => ({ value, label: value })),
    runnable: (model) => [{ value: runnableOf(model), label: tell({ code: `models.runnable.${runnableOf(model)}` }, locale) }],
  },
  orders: {
    title: turned((a, b) => chinese.compare(a.title, b.title)),
    clues: turned((a, b) => a.clues - b.clues),
    last: turned((a, b) => (endOf(a) < endOf(b) ? -1 : endOf(a) > endOf(b) ? 1 : 0)),
  },
})

const widths = {
  id: 34,
  title: 40,
  question: 60,
  function: 40,
  version: 10,
  rules: 10,
  runnable: 12,
  lacks: 50,
  clues: 10,
  last: 20,
} as const

export const shelfTable = (models: readonly ModelSummary[], locale: Locale): Table => ({
  title: tell({ code: 'models.table' }, locale),
  columns: Object.entries(widths).map(([column, width]) => ({ label: tell({ code: `models.column.${column}` }, locale), width })),
  rows: models.map((model) => [
    model.id,
    model.title,
    model.question,
    model.function,
    model.version,
    model.rules,
    model.runnableRules,
    model.lacks.join('、'),
    model.clues,
    model.lastRun && chinaMoment(model.lastRun.endedAt),
  ]),
})
