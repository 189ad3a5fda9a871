import type { CatalogueLimit } from '@xiezhi/engine/limit/catalogue'
import type { LimitValue } from '@xiezhi/engine/limit/limit'
import { type Answer, answerQuestion, isAnswerable } from '@xiezhi/engine/limit/question'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Catalogue } from '../catalogue.ts'
import type { LimitFact, LimitRow } from '../contract/limits.ts'
import { maskText } from '../data/secrecy/mask.ts'
import { recordExport } from '../export/mark.ts'
import type { TableFile, TableFormat } from '../export/table-file.ts'
import { chinaMoment } from '../export/table-file.ts'
import { pageOf } from '../lists/drawn-list.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db, Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { Counting } from './counting.ts'
import { effectiveCatalogue, limitsOf } from './effective.ts'
import { limitTable, sayValue } from './export.ts'
import { insertOverride, overridesOf, type StoredOverride, stateOf, takeSeq, yearsOf } from './state.ts'

type Filter = {
  readonly q?: string | undefined
  readonly sort?: string | undefined
  readonly group?: string | undefined
  readonly verified?: 'true' | 'false' | undefined
  readonly adjusted?: 'true' | 'false' | undefined
}
type Page = { items: LimitRow[]; total: number; page: number; size: number; groups: { value: string; count: number }[] }
type Detail = LimitRow & { history: StoredHistory[] }
type StoredHistory = { seq: number; by: string; at: string; reason: string; value: LimitValue | null }
type Spoken = Omit<Answer, 'steps'> & { steps?: string[] }

export interface Limits {
  list(actor: Actor, query: Filter & { readonly page: number; readonly size: number }): Promise<Page>
  export(actor: Actor, query: Filter, format: TableFormat): Promise<TableFile>
  facts(): { figures: LimitFact[]; rules: LimitFact[] }
  get(actor: Actor, id: string): Promise<Detail | Refusal>
  adjust(actor: Actor, id: string, asked: { value: LimitValue | null; reason: string; seq: number }): Promise<Detail | Refusal>
  calculate(actor: Actor, question: Readonly<Record<string, unknown>>): Promise<Spoken | Refusal>
}

export function openLimits(db: Db, clock: () => Date, counting: Counting): Limits {
  const { catalogue: own } = counting

  const rows = async (actor: Actor): Promise<readonly LimitRow[]> => {
    const { catalogue } = await counting.now(db, actor)
    const users = usersOf(catalogue)
    return [...catalogue.limits.values()].map((limit) => showLimit(limit, users))
  }

  const detail = async (queries: Queries, actor: Actor, id: string): Promise<Detail | Refusal> => {
    const { catalogue } = await counting.now(queries, actor)
    const limit = catalogue.limits.get(id)
    if (!limit) return refuse('not-found', 'limits.not-found', { id })
    const history = (await overridesOf(queries, actor)).filter(({ limitId }) => limitId === id)
    return {
      ...showLimit(limit, usersOf(catalogue)),
      history: history.map(({ seq, by, at, reason, value }) => ({ seq, by, at, reason, value })),
    }
  }

  return {
    async list(actor, query) {
      const all = await rows(actor)
      const found = sorted(all.filter(fitting(query)), query.sort)
      const counts = new Map<string, number>()
      for (const { group } of all.filter(fitting({ ...query, group: undefined }))) counts.set(group, (counts.get(group) ?? 0) + 1)
      return {
        ...pageOf(found, query),
        groups: [...counts].map(([value, count]) => ({ value, count })),
      }
    },

    async export(actor, query, format) {
      const found = sorted((await rows(actor)).filter(fitting(query)), query.sort)
      const event = { action: 'limit.export', values: { format }, count: found.length, asked: query } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      return { ...limitTable(found, actor.locale), mark }
    },

    facts: () => ({
      figures: [...own.figures.values()].map(({ quantity, unit, applies, ...fact }) => ({
        ...showFact(fact),
        figure: tell({ code: `limits.figure-${unit}`, values: { quantity } }),
        applies: applies ?? null,
      })),
      rules: [...own.countingRules.values()].map(({ event, ...fact }) => ({ ...showFact(fact), figure: null, applies: event ?? null })),
    }),

    get: (actor, id) => detail(db, actor, id),

    adjust: (actor, id, asked) =>
      db.transaction().execute(async (tx) => {
        const limit = own.limits.get(id)
        if (!limit) return refuse('not-found', 'limits.not-found', { id })
        const seq = await takeSeq(tx, actor)
        const [overrides, years] = [await overridesOf(tx, actor), await yearsOf(tx, actor)]
        const last = overrides.findLast(({ limitId }) => limitId === id)
        if ((last?.seq ?? 0) !== asked.seq) return conflict(last)
        const catalogues = catalogueValue(limit)
        const current = last?.value ?? catalogues
        const value = asked.value && normal(asked.value, limit)
        if (!value && !last?.value) return refuse('invalid', 'limits.not-adjusted')
        if (value && equal(value, current)) return refuse('invalid', 'limits.same')
        if (value && !isAnswerable(value)) return refuse('invalid', 'limits.too-long')
        // What the catalogue says is no adjustment, however it was asked for.
        const kept = value && equal(value, catalogues) ? null : value
        const at = clock()
        const next: StoredOverride = { seq, limitId: id, value: kept, reason: asked.reason, by: actor.name, at: at.toISOString() }
        const broken = brokenBy(own, stateOf([...overrides, next], years))
        if (broken) return broken
        await insertOverride(tx, actor, at, next)
        await record(tx, actor, at, {
          action: kept ? 'limit.adjust' : 'limit.restore',
          object: id,
          values: { title: limit.title, from: sayValue(current), to: sayValue(kept ?? catalogues), reason: maskText(asked.reason) },
        })
        return detail(tx, actor, id)
      }),

    async calculate(actor, question) {
      const { catalogue } = await counting.now(db, actor)
      const found = answerQuestion(catalogue, question)
      if (!found.ok) return { refused: 'invalid', message: found.error }
      if (!('steps' in found.answer)) return found.answer
      return { ...found.answer, steps: found.answer.steps.map((step) => tell(step, actor.locale)) }
    },
  }
}

const conflict = (last: StoredOverride | undefined): Refusal =>
  refuse('conflict', 'limits.conflict', { by: last?.by ?? '', at: last ? chinaMoment(last.at) : '' })

const catalogueValue = ({ quantity, unit, rollover, own }: CatalogueLimit): LimitValue => own ?? { quantity, unit, rollover }

/** Working days, hours and what is counted back are never moved, so of them there is one way to say it. */
const normal = ({ quantity, unit, rollover }: LimitValue, { direction }: CatalogueLimit): LimitValue => ({
  quantity,
  unit,
  rollover: unit === 'workday' || unit === 'hour' || direction === 'before' ? 'none' : rollover,
})

const equal = (a: LimitValue, b: LimitValue): boolean => a.quantity === b.quantity && a.unit === b.unit && a.rollover === b.rollover

/** The first model that could no longer be run, if any: an adjustment must not silently take one away. */
function brokenBy(catalogue: Catalogue, state: ReturnType<typeof stateOf>): Refusal | undefined {
  const after = effectiveCatalogue(catalogue, state)
  const lost = [...catalogue.models.values()].find(({ id }) => !after.models.has(id))
  if (!lost) return undefined
  const finding = after.findings.find(({ file, level }) => level === 'error' && file === lost.checked.file)
  const reason = finding ? tell(finding.message) : ''
  return refuse('invalid', 'limits.breaks-model', { model: lost.checked.title, reason })
}

type Users = ReadonlyMap<string, readonly { id: string; title: string }[]>

function usersOf(catalogue: Catalogue): Users {
  const users = new Map<string, { id: string; title: string }[]>()
  for (const { id, checked } of catalogue.models.values())
    for (const limit of limitsOf(checked)) users.set(limit, [...(users.get(limit) ?? []), { id, title: checked.title }])
  return users
}

function showLimit(limit: CatalogueLimit, users: Users): LimitRow {
  const { id, title, group, law, article, quantity, unit, rollover, startEvent, direction, verified } = limit
  return {
    id,
    title,
    group,
    law,
    article,
    version: limit.version ?? null,
    effective: limit.effective ?? null,
    ended: limit.ended ?? null,
    startEvent,
    direction,
    value: { quantity, unit, rollover },
    own: catalogueValue(limit),
    verified,
    note: limit.note ?? null,
    adjusted: limit.own !== undefined,
    models: [...(users.get(id) ?? [])],
  }
}

const showFact = (fact: {
  readonly id: string
  readonly title: string
  readonly group: string
  readonly law: string
  readonly version: string
  readonly article: string
  readonly verified: boolean
  readonly effective?: string | undefined
  readonly ended?: string | undefined
  readonly note?: string | undefined
}): Omit<LimitFact, 'figure' | 'applies'> => ({
  id: fact.id,
  title: fact.title,
  group: fact.group,
  law: fact.law,
  article: fact.article,
  version: fact.version,
  effective: fact.effective ?? null,
  ended: fact.ended ?? null,
  verified: fact.verified,
  note: fact.note ?? null,
})

const fitting =
  ({ q, group, verified, adjusted }: Filter) =>
  (row: LimitRow): boolean =>
    (group === undefined || group === '' || row.group === group) &&
    (verified === undefined || row.verified === (verified === 'true')) &&
    (adjusted === undefined || row.adjusted === (adjusted === 'true')) &&
    (q ?? '')
      .toLowerCase()
      .split(/\s+/)
      .every((word) => `${row.id} ${row.title} ${row.law} ${row.startEvent} ${row.note ?? ''}`.toLowerCase().includes(word))

const chinese = new Intl.Collator('zh-CN')
const orders: Readonly<Record<string, (a: LimitRow, b: LimitRow) => number>> = {
  title: (a, b) => chinese.compare(a.title, b.title),
  law: (a, b) => chinese.compare(a.law, b.law),
  quantity: (a, b) => daysOf(a.value) - daysOf(b.value),
}
/** For sorting alone: about how long a limit is. */
const daysOf = ({ quantity, unit }: LimitValue): number => quantity * { hour: 1 / 24, day: 1, workday: 1.4, month: 30.4, year: 365 }[unit]

/** In the order of the catalogue unless another is asked for. */
function sorted(rows: readonly LimitRow[], sort: string | undefined): readonly LimitRow[] {
  const order = orders[(sort ?? '').replace(/^-/, '')]
  if (!order) return rows
  const turn = sort?.startsWith('-') ? -1 : 1
  return [...rows].sort((a, b) => turn * order(a, b) || (a.id < b.id ? -1 : 1))
}
