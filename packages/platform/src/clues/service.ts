import { stateOf } from '@xiezhi/engine/matter/procedure'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { maskValue } from '../access/masking.ts'
import { record } from '../audit/record.ts'
import { type ClueDetail, type ClueRow, clueState, severity } from '../contract/clues.ts'
import { maskText } from '../data/secrecy/mask.ts'
import { withdrawnUnder } from '../data/withdrawals.ts'
import { recordExport } from '../export/mark.ts'
import { chinaMoment, type TableFile, type TableFormat } from '../export/table-file.ts'
import { actDay, basisTexts } from '../law/basis-texts.ts'
import type { Counting } from '../limits/counting.ts'
import type { Done, Matters } from '../matters/service.ts'
import { itemsOf } from '../models/read-parameters.ts'
import { sayNeed } from '../models/show.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Db, Queries, Tx } from '../store/database.ts'
import { tell } from '../texts.ts'
import { alertProcedure, nextStepBy } from './alert.ts'
import {
  type ClueFilter,
  clueById,
  cluesByIds,
  countClues,
  countFacet,
  type Desk,
  evidenceOf,
  type Facet,
  facets,
  type ListedClue,
  ofSameParty,
  ofSameSubject,
  pageOfClues,
  reasonsOf,
  type StoredEvidence,
  setHandling,
  sightingsOf,
} from './store.ts'
import { type ClueBody, clueBody } from './stored.ts'

type Filter = Omit<ClueFilter, 'lateOn'> & {
  /** Alerts only. */
  readonly late?: 'true' | 'false' | undefined
}
type Query = Filter & { readonly page: number; readonly size: number; readonly sort?: string | undefined }
type Facets = Record<string, { value: string; label: string; count: number }[]>

export interface Clues {
  list(actor: Actor, query: Query): Promise<{ items: ClueRow[]; total: number; page: number; size: number; facets: Facets }>
  get(actor: Actor, id: string): Promise<ClueDetail | Refusal>
  export(actor: Actor, query: Query, format: TableFormat): Promise<TableFile>
  act(
    actor: Actor,
    id: string,
    asked: { transition: string; fields: Readonly<Record<string, string>>; occurredOn?: string | undefined; seq: number },
  ): Promise<ClueDetail | Refusal>
  /** For the home page, which logs the look itself. */
  count(actor: Actor, filter: Filter): Promise<number>
  top(db: Queries, actor: Actor, filter: ClueFilter, size: number): Promise<ClueRow[]>
}

const procedures: Readonly<Record<Desk, string>> = { clue: 'clue-assessment', alert: alertProcedure }
const mostExported = 100_000

export interface ClueParts {
  readonly db: Db
  readonly clock: () => Date
  readonly counting: Counting
  readonly matters: Matters
  readonly today: () => string
}

/** The clues, or the alerts of patrols: what is done about them differs, what they are does not. */
export function openClues({ db, clock, counting, matters, today }: ClueParts, desk: Desk = 'clue'): Clues {
  const { catalogue } = counting
  const labelOf = (of: Desk, state: string): string => {
    const known = matters.procedures.get(procedures[of])
    return (known && stateOf(known, state)?.label) ?? state
  }
  const handlingLabel = (state: string): string => labelOf(desk, state)
  const filterOf = ({ late, ...query }: Filter): ClueFilter => ({ ...query, ...(late === 'true' && { lateOn: today() }) })

  const showHandling = (clue: ListedClue): ClueRow['handling'] => {
    const state = desk === 'alert' ? (clue.alert_state ?? '') : clue.handling
    return { state, label: handlingLabel(state) }
  }

  const showAlert = ({ alert_state: state, alert_by: by }: ListedClue): ClueRow['alert'] =>
    state === null ? null : { state, label: labelOf('alert', state), by, late: by !== null && by < today() }

  const showRow = (clue: ListedClue): ClueRow => ({
    id: clue.id,
    no: clue.no,
    model: { id: clue.model_id, title: clue.model_title, version: clue.version },
    rule: { id: clue.rule_id, title: clue.rule_title },
    title: clue.title,
    subject: { kind: clue.subject_kind, name: clue.subject_name, code: clue.subject_code },
    party: clue.party_name === null ? null : { name: clue.party_name, id: text(maskValue(undefined, 'party_id', clue.party_id)) },
    dueDate: clue.due_date,
    daysOverdue: clue.days_overdue,
    amount: clue.amount,
    grade: clue.grade,
    score: clue.score,
    severity: severity.parse(clue.severity),
    state: clueState.parse(clue.state),
    rollup: clue.rollup,
    handling: showHandling(clue),
    alert: showAlert(clue),
    isClue: clue.kind === 'clue',
    firstSeenAt: clue.first_seen_at,
    lastSeenAt: clue.last_seen_at,
    asOf: clue.as_of,
  })

  const facetLabel = (facet: Facet, value: string, title: string, actor: Actor): string => {
    if (facet === 'severity' || facet === 'state') return tell({ code: `clue.${facet}.${value}` }, actor.locale)
    if (facet === 'handling') return handlingLabel(value)
    return facet === 'rule' && desk === 'clue' ? `${value} ${title}` : title
  }

  const showEvidence = (row: StoredEvidence): ClueDetail['evidence'][number] => {
    const standard = catalogue.standards.get(row.dataset)
    const schema = catalogue.schemas.get(row.dataset)
    return {
      dataset: row.dataset,
      datasetTitle: schema?.label ?? row.dataset,
      provider: standard?.source ?? '',
      file: row.file,
      sheet: row.sheet,
      rowNo: row.row_no,
      rowHash: row.row_hash,
      fields: fieldOrder(Object.keys(row.fields), schema?.columns.map(({ name }) => name) ?? []).map((name) => ({
        name,
        label: schema?.columns.find((column) => column.name === name)?.label ?? name,
        value: maskValue(standard, name, row.fields[name]),
      })),
    }
  }

  const showCalculation = (one: ClueBody['calculations'][number], clue: ListedClue, actor: Actor): ClueDetail['calculations'][number] => {
    const model = catalogue.models.get(clue.model_id)?.checked
    const dates = model?.rules.filter(({ as }) => as === clue.rule_id).flatMap((rule) => rule.dates) ?? []
    return {
      name: one.name,
      label: dates.find(({ column }) => column === one.name)?.label ?? one.name,
      date: one.date,
      provisional: one.provisional,
      limits: one.limits.flatMap((id) => {
        const limit = catalogue.limits.get(id)
        return limit ? [{ id, title: limit.title, law: limit.law, article: limit.article }] : []
      }),
      steps: one.steps.map(({ code, values }) => tell({ code, values: values ?? {} }, actor.locale)),
    }
  }

  /** What the run that found it took otherwise than the catalogue says. The office’s division is everybody’s own and no choice. */
  const ownParameters = (clue: ListedClue, sightings: readonly { state: string; parameters: Readonly<Record<string, string>> }[]) => {
    const given = sightings.find(({ state }) => state !== 'vanished')?.parameters ?? {}
    return (catalogue.models.get(clue.model_id)?.checked.parameters ?? []).flatMap(({ name, label, type, default: usual }) => {
      const value = given[name]
      const says = typeof usual === 'string' ? usual : usual.join('、')
      const same = value === undefined || (typeof usual === 'string' ? value === usual : itemsOf(value).join('、') === says)
      return same || name === 'division' ? [] : [{ name, label, type, value, catalogue: says }]
    })
  }

  const show = async (queries: Queries, actor: Actor, clue: ListedClue & { body: unknown }): Promise<ClueDetail> => {
    const body = clueBody.parse(clue.body)
    const matter = await matters.view(queries, actor, desk, clue.id)
    const same = await ofSameSubject(queries, actor, clue, 10)
    const sightings = await sightingsOf(queries, actor, clue.id)
    const evidence = await evidenceOf(queries, actor, clue.id, clue.evidence_hash)
    return {
      ...showRow(clue),
      reason: body.reason,
      basis: await basisTexts(queries, actor, catalogue, body.basis, actDay(evidence, clue.as_of)),
      exclusions: body.exclusions.map((one) => ({ ...one, lacks: one.lacks.map((need) => sayNeed(catalogue, need, actor.locale)) })),
      evidence: evidence.map(showEvidence),
      calculations: body.calculations.map((one) => showCalculation(one, clue, actor)),
      document: body.document,
      key: body.key,
      ownParameters: ownParameters(clue, sightings),
      runs: sightings.map((one) => ({
        runId: one.run_id,
        asOf: one.as_of,
        state: clueState.parse(one.state),
        at: one.at,
      })),
      acts: (matter?.acts ?? []).map((act) => ({
        seq: act.seq,
        transition: act.transition,
        label: act.label,
        by: act.actor,
        occurredOn: act.occurredOn,
        recordedAt: act.recordedAt,
        fields: [...act.shown],
      })),
      transitions: (matter?.transitions ?? []).map(({ id, label, asks }) => ({
        id,
        label,
        asks: asks.map((ask) => ({
          name: ask.name,
          label: ask.label,
          type: ask.type,
          required: ask.required,
          choices: ask.choices.map((one) => ({ ...one })),
        })),
      })),
      sameParty: (await ofSameParty(queries, actor, clue, 20)).map(showRow),
      sameSubject: { items: same.items.map(showRow), total: same.total },
      members: (await cluesByIds(queries, actor, body.members, 200)).map(showRow),
      withdrawn: (await withdrawnUnder(queries, actor, clue)).map(({ dataset, ...one }) => ({
        ...one,
        datasetTitle: catalogue.schemas.get(dataset)?.label ?? dataset,
      })),
    }
  }

  /** What an act on an alert makes of it: its state, by when the next step is due, and whether it is a clue from now on. */
  const alertChange = async (tx: Tx, actor: Actor, id: string, done: Done, on: string) => {
    if (done.opens !== null) await matters.open(tx, actor, done.opens, [id])
    const { catalogue: counted } = await counting.now(tx, actor)
    return {
      alert_state: done.state,
      alert_by: nextStepBy(counted, matters, done, on),
      ...(done.opens !== null && { kind: 'clue' as const }),
    }
  }

  return {
    list: (actor, query) =>
      db.transaction().execute(async (tx) => {
        await record(tx, actor, clock(), { action: `${desk}.list`, values: { page: query.page, q: maskText(query.q ?? '') } })
        const { clues, total } = await pageOfClues(tx, actor, desk, filterOf(query), query)
        const counted: Facets = {}
        for (const facet of facets)
          counted[facet] = (await countFacet(tx, actor, desk, filterOf(query), facet)).map(({ value, title, count }) => ({
            value,
            label: facetLabel(facet, value, title, actor),
            count,
          }))
        return { items: clues.map(showRow), total, page: query.page, size: query.size, facets: counted }
      }),

    get: (actor, id) =>
      db.transaction().execute(async (tx) => {
        const clue = await clueById(tx, actor, desk, id)
        if (!clue) return refuse('not-found', `${desk}.not-found`)
        await record(tx, actor, clock(), { action: `${desk}.read`, object: id, values: { no: clue.no, title: clue.title } })
        return show(tx, actor, clue)
      }),

    async export(actor, query, format) {
      const { total, mark } = await db.transaction().execute(async (tx) => {
        const { total: found } = await pageOfClues(tx, actor, desk, filterOf(query), { page: 1, size: 1 })
        const count = Math.min(found, mostExported)
        return {
          total: count,
          mark: await recordExport(tx, actor, clock(), { action: `${desk}.export`, values: { format }, count, asked: query }),
        }
      })
      const label = (code: string, width?: number) => ({
        label: tell({ code: `clue.column.${code}` }, actor.locale),
        ...(width ? { width } : {}),
      })
      return {
        mark,
        title: tell({ code: `${desk}.title` }, actor.locale),
        columns: [
          label('no', 16),
          label('severity', 8),
          label('score', 8),
          label('model', 30),
          label('rule', 26),
          label('title', 44),
          label('subject', 26),
          label('party', 20),
          label('party-id', 22),
          label('due', 13),
          label('overdue', 10),
          label('amount', 14),
          label('grade', 10),
          label('state', 8),
          { label: tell({ code: `${desk}.handling` }, actor.locale), width: 10 },
          ...(desk === 'alert' ? [{ label: tell({ code: 'alert.by' }, actor.locale), width: 13 }] : []),
          label('basis', 30),
          label('reason', 90),
          label('as-of', 13),
          label('first-seen', 26),
        ],
        rows: exported(db, actor, { desk, filter: filterOf(query), sort: query.sort }, total, (clue, body) => {
          const row = showRow(clue)
          return [
            row.no,
            tell({ code: `clue.severity.${row.severity}` }, actor.locale),
            row.score,
            row.model.title,
            desk === 'clue' ? `${row.rule.id} ${row.rule.title}` : row.rule.title,
            row.title,
            row.subject.name,
            row.party?.name ?? null,
            row.party?.id ?? null,
            row.dueDate,
            row.daysOverdue,
            row.amount === null ? null : Number(row.amount),
            row.grade,
            tell({ code: `clue.state.${row.state}` }, actor.locale),
            row.handling.label,
            ...(desk === 'alert' ? [row.alert?.by ?? null] : []),
            body.basis.map(({ law, article }) => `${law}#${article}`).join('；'),
            body.reason,
            row.asOf,
            chinaMoment(row.firstSeenAt),
          ]
        }),
      }
    },

    act: (actor, id, asked) =>
      db.transaction().execute(async (tx) => {
        const occurredOn = asked.occurredOn ?? today()
        const clue = await clueById(tx, actor, desk, id)
        if (!clue) return refuse('not-found', `${desk}.not-found`)
        const outcome = await matters.act(tx, actor, {
          subjectKind: desk,
          subjectId: id,
          transition: asked.transition,
          fields: asked.fields,
          occurredOn,
          today: today(),
          seen: asked.seq,
        })
        if (isRefusal(outcome)) return outcome
        const change = desk === 'clue' ? { handling: outcome.state } : await alertChange(tx, actor, id, outcome, occurredOn)
        await setHandling(tx, actor, id, change)
        await record(tx, actor, clock(), {
          action: desk === 'clue' ? 'matter.act' : 'alert.act',
          object: id,
          values: { no: clue.no, transition: outcome.transition },
        })
        return show(tx, actor, { ...clue, ...change })
      }),

    count: (actor, filter) => countClues(db, actor, desk, filterOf(filter)),

    top: async (queries, actor, filter, size) => (await pageOfClues(queries, actor, desk, filter, { page: 1, size })).clues.map(showRow),
  }
}

const text = (value: string | number | boolean | null): string | null => (value === null ? null : String(value))

/** The order of the standard; what it does not know comes last. */
const fieldOrder = (names: readonly string[], order: readonly string[]): string[] => {
  const at = (name: string): number => (order.indexOf(name) + order.length + 1) % (order.length + 1)
  return [...names].sort((a, b) => at(a) - at(b))
}

async function* exported<T>(
  db: Db,
  actor: Actor,
  { desk, filter, sort }: { readonly desk: Desk; readonly filter: ClueFilter; readonly sort: string | undefined },
  total: number,
  show: (clue: ListedClue, body: z.infer<typeof clueBody>) => T,
): AsyncIterable<T> {
  const size = 1000
  for (let page = 1; (page - 1) * size < total; page++) {
    const { clues } = await pageOfClues(db, actor, desk, filter, { page, size, sort })
    const bodies = await reasonsOf(
      db,
      actor,
      clues.map(({ id }) => id),
    )
    for (const clue of clues) yield show(clue, clueBody.parse(bodies.get(clue.id)))
  }
}
