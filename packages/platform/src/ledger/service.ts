import { lineDifference } from '@xiezhi/engine/ledger/line-difference'
import { precisionOf } from '@xiezhi/engine/ledger/precision'
import type { Thresholds } from '@xiezhi/engine/ledger/review'
import { transitionOf } from '@xiezhi/engine/matter/procedure'
import type { Locale } from '@xiezhi/engine/message'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { compareModelVersions, getModelVersion, LedgerModel, LedgerRow, LedgerVersion } from '../contract/ledger.ts'
import { recordExport } from '../export/mark.ts'
import type { TableFile, TableFormat } from '../export/table-file.ts'
import { type Counted, counted, type Narrowing, narrowed, pageOf } from '../lists/drawn-list.ts'
import type { Matters } from '../matters/service.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { atOnce, type Db, type Queries, type Tx } from '../store/database.ts'
import { tell } from '../texts.ts'
import { readTried } from '../trials/tried-model.ts'
import type { SeenBy } from '../workshop/shelf.ts'
import { addChoice, choicesOf, holdChoices, inForce } from './choices.ts'
import { ledgerTable, versionTable } from './export.ts'
import { type CauseCount, causesOf, figuresOf, quartersOf, runsOf } from './figures.ts'
import { modelStates } from './ground.ts'
import { withRolledBack } from './rolled-back.ts'
import { type DrawnRow, drawRows, type LedgerFacet, type LedgerFacts, ledgerList, shown } from './rows.ts'
import { causeField, modelProcedure, versionField } from './standing.ts'
import { keepThresholds, thresholdsOf } from './thresholds.ts'
import { storedVersions, versionText } from './versions.ts'

type Query = Narrowing<LedgerFacet> & { readonly page: number; readonly size: number }
type Facets = Record<string, Counted[]>
type VersionText = z.input<typeof getModelVersion.response>
type Comparison = z.input<typeof compareModelVersions.response>

export interface Ledger {
  list(actor: Actor, query: Query): Promise<{ items: LedgerRow[]; total: number; page: number; size: number; facets: Facets }>
  export(actor: Actor, query: Narrowing<LedgerFacet>, format: TableFormat): Promise<TableFile>
  get(actor: Actor, id: string): Promise<LedgerModel | Refusal>
  exportVersions(actor: Actor, id: string, format: TableFormat): Promise<TableFile | Refusal>
  version(actor: Actor, id: string, version: string): Promise<VersionText | Refusal>
  compare(actor: Actor, id: string, asked: { from: string; to: string }): Promise<Comparison | Refusal>
  act(
    actor: Actor,
    id: string,
    asked: { transition: string; fields: Readonly<Record<string, string>>; occurredOn?: string | undefined; seq: number },
  ): Promise<LedgerModel | Refusal>
  setOwner(actor: Actor, id: string, asked: { owner: string | null; reason: string }): Promise<LedgerModel | Refusal>
  thresholds(actor: Actor): Promise<Thresholds>
  setThresholds(actor: Actor, value: Thresholds): Promise<Thresholds>
}

export interface LedgerParts {
  readonly db: Db
  readonly clock: () => Date
  readonly seenBy: SeenBy
  readonly matters: Matters
  readonly today: () => string
}

export function openLedger({ db, clock, seenBy, matters, today }: LedgerParts): Ledger {
  const factsOf = async (queries: Queries, actor: Actor, id?: string): Promise<LedgerFacts> => ({
    catalogue: await withRolledBack(queries, actor, seenBy(actor)),
    shelf: seenBy(actor),
    procedure: matters.procedures.get(modelProcedure),
    versions: await storedVersions(queries, actor, id),
    states: await modelStates(queries, actor),
    choices: await choicesOf(queries, actor, id),
    figures: await figuresOf(queries, actor, id),
    quarters: await quartersOf(queries, actor, id),
    runs: await runsOf(queries, actor, id),
    thresholds: await thresholdsOf(queries, actor),
  })
  const allRows = async (actor: Actor): Promise<readonly LedgerRow[]> =>
    drawRows(await atOnce(db, (tx) => factsOf(tx, actor))).map(({ row }) => row)

  /** What a judge could give as the cause, in the words of the clue's procedure. */
  const causeLabels = (locale: Locale): ReadonlyMap<string, string> =>
    new Map([
      ['', tell({ code: 'ledger.no-cause' }, locale)],
      ...[...matters.procedures.values()]
        .filter(({ subject }) => subject === 'clue')
        .flatMap(({ transitions }) => transitions.flatMap(({ asks }) => asks))
        .filter(({ name }) => name === causeField)
        .flatMap(({ choices }) => choices.map(({ value, label }) => [value, label] as const)),
    ])

  const detail = async (queries: Queries, actor: Actor, id: string): Promise<LedgerModel | Refusal> => {
    const facts = await factsOf(queries, actor, id)
    const drawn = drawRows(facts, id)[0]
    if (!drawn) return refuse('not-found', 'ledger.not-found', { id })
    const { row, review } = drawn
    const causes = await causesOf(queries, actor, id)
    const matter = await matters.view(queries, actor, 'model', id)
    return {
      ...row,
      versionList: drawn.versionNames.map((version) => showVersion(facts, row, version, causes, causeLabels(actor.locale))).reverse(),
      quarters: facts.quarters
        .filter(({ version }) => version === row.version)
        .map(({ name, founded, unfounded }) => ({
          name,
          founded,
          unfounded,
          precision: shown(precisionOf({ founded, unfounded })),
        })),
      declines: review.declines.map((decline) => ({ ...decline })),
      weak: [...review.weak],
      thresholds: facts.thresholds,
      acts: (matter?.acts ?? []).map((act) => ({
        seq: act.seq,
        transition: act.transition,
        label: act.label,
        by: act.actor,
        occurredOn: act.occurredOn,
        recordedAt: act.recordedAt,
        fields: [...act.shown],
      })),
      transitions: (matter?.transitions ?? [])
        .filter(({ asks }) => asks.every(({ name }) => name !== versionField) || versionChoices(drawn).length > 0)
        .map(({ id: transition, label, asks }) => ({
          id: transition,
          label,
          asks: asks.map((ask) => ({
            name: ask.name,
            label: ask.label,
            ...(ask.name === versionField
              ? { type: 'choice' as const, choices: versionChoices(drawn) }
              : { type: ask.type, choices: ask.choices.map((one) => ({ ...one })) }),
            required: ask.required,
          })),
        })),
      owners: facts.choices
        .filter(({ kind }) => kind === 'owner')
        .map(({ value, reason, by, at }) => ({ owner: value, reason, by, at }))
        .reverse(),
    }
  }

  /** Puts a version in force for this office: an earlier one, or the shelf's again. A refusal: why it cannot be. */
  const goTo = async (tx: Tx, actor: Actor, id: string, version: string, reason: string): Promise<Refusal | undefined> => {
    await holdChoices(tx)
    const latest = seenBy(actor).models.get(id)?.checked.version
    const current = inForce(await choicesOf(tx, actor, id), id, 'version').version ?? latest
    if (version === current) return refuse('invalid', 'ledger.same-version', { version })
    const text = await versionText(tx, actor, id, version)
    if (!text) return refuse('not-found', 'ledger.no-version', { version })
    const { findings, model } = readTried({ modelId: id, version, ...text }, seenBy(actor))
    const [wrong] = findings.filter(({ level }) => level === 'error')
    if (!model) return refuse('invalid', 'ledger.unreadable', { version, finding: wrong ? tell(wrong.message) : '' })
    await addChoice(tx, actor, clock(), {
      modelId: id,
      kind: 'version',
      name: 'version',
      value: version === latest ? null : version,
      reason,
    })
    return undefined
  }

  /** A refusal after something was written takes that back too. */
  const undoable = <T>(work: (tx: Tx) => Promise<T | Refusal>): Promise<T | Refusal> =>
    db
      .transaction()
      .execute(work)
      .catch((error: unknown) => {
        if (error instanceof Undone) return error.refusal
        throw error
      })

  return {
    async list(actor, query) {
      const all = await allRows(actor)
      const list = ledgerList(actor.locale)
      const facets = counted(list, all, query)
      facets.system?.sort((a, b) => Number(a.value) - Number(b.value))
      return { ...pageOf(narrowed(list, all, query), query), facets }
    },

    async export(actor, query, format) {
      const found = narrowed(ledgerList(actor.locale), await allRows(actor), query)
      const event = { action: 'ledger.export', values: { format }, count: found.length, asked: query } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      return { ...ledgerTable(found, actor.locale), mark }
    },

    get: (actor, id) => atOnce(db, (tx) => detail(tx, actor, id)),

    async exportVersions(actor, id, format) {
      const found = await atOnce(db, (tx) => detail(tx, actor, id))
      if (isRefusal(found)) return found
      const event = { action: 'ledger.export', object: id, values: { format }, count: found.versionList.length, asked: {} } as const
      const mark = await db.transaction().execute((tx) => recordExport(tx, actor, clock(), event))
      return { ...versionTable(found, actor.locale), mark }
    },

    async version(actor, id, version) {
      const text = await versionText(db, actor, id, version)
      return text
        ? { version, ...text, pieces: text.pieces.map((piece) => ({ ...piece })) }
        : refuse('not-found', 'ledger.no-version', { version })
    },

    async compare(actor, id, { from, to }) {
      const textOf = async (version: string) => {
        const model = seenBy(actor).models.get(id)
        // The text of the catalogue, for seeing what was changed under a number that stands for another text.
        if (version === 'now')
          return model && { source: model.source, pieces: model.pieces.map(({ id: name, text }) => ({ id: name, source: text })) }
        return versionText(db, actor, id, version)
      }
      const [older, newer] = [await textOf(from), await textOf(to)]
      if (!older || !newer) return refuse('not-found', 'ledger.no-version', { version: older ? to : from })
      const names = [...new Set([...older.pieces, ...newer.pieces].map((piece) => piece.id))]
      const pieceOf = (side: typeof older, name: string): string => side.pieces.find((piece) => piece.id === name)?.source ?? ''
      const told = (name: string, a: string, b: string) => ({
        name,
        runs: lineDifference(a, b).map(({ kind, lines }) => ({ kind, lines: [...lines] })),
      })
      return {
        from,
        to,
        texts: [
          told('model.yml', older.source, newer.source),
          ...names
            .filter((name) => pieceOf(older, name) !== pieceOf(newer, name))
            .map((name) => told(`pieces/${name}.yml`, pieceOf(older, name), pieceOf(newer, name))),
        ],
      }
    },

    act: (actor, id, asked) =>
      undoable(async (tx) => {
        const before = drawRows(await factsOf(tx, actor, id), id)[0]
        if (!before) return refuse('not-found', 'ledger.not-found', { id })
        const outcome = await matters.act(tx, actor, {
          subjectKind: 'model',
          subjectId: id,
          transition: asked.transition,
          fields: asked.fields,
          occurredOn: asked.occurredOn ?? today(),
          today: today(),
          seen: asked.seq,
        })
        if (isRefusal(outcome)) return outcome
        const version = asked.fields[versionField]
        if (version !== undefined) {
          const changed = await goTo(tx, actor, id, version, asked.fields.reason ?? '')
          if (changed) throw new Undone(changed)
        }
        const procedure = matters.procedures.get(modelProcedure)
        await record(tx, actor, clock(), {
          action: 'model.act',
          object: id,
          values: {
            model: before.row.title,
            transition: (procedure && transitionOf(procedure, asked.transition)?.label) ?? asked.transition,
            from: before.row.state.label,
          },
        })
        return detail(tx, actor, id)
      }),

    setOwner: (actor, id, { owner, reason }) =>
      db.transaction().execute(async (tx) => {
        const facts = await factsOf(tx, actor, id)
        const drawn = drawRows(facts, id)[0]
        if (!drawn) return refuse('not-found', 'ledger.not-found', { id })
        await holdChoices(tx)
        const before = inForce(await choicesOf(tx, actor, id), id, 'owner').owner ?? null
        if (before === owner) return refuse('invalid', 'ledger.same-owner')
        const at = clock()
        await addChoice(tx, actor, at, { modelId: id, kind: 'owner', name: 'owner', value: owner, reason })
        await record(tx, actor, at, {
          action: 'model.owner',
          object: id,
          values: { model: drawn.row.title, from: before ?? '—', to: owner ?? '—', reason },
        })
        return detail(tx, actor, id)
      }),

    thresholds: (actor) => thresholdsOf(db, actor),

    setThresholds: (actor, value) =>
      db.transaction().execute(async (tx) => {
        await keepThresholds(tx, actor, value)
        await record(tx, actor, clock(), { action: 'ledger.thresholds', values: { ...value } })
        return value
      }),
  }
}

class Undone extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.message.code)
    this.refusal = refusal
  }
}

/** Locked versions other than the one in force, the newest first. */
const versionChoices = ({ row, versionNames }: DrawnRow): { value: string; label: string }[] =>
  row.problem === 'gone'
    ? []
    : [...versionNames].reverse().flatMap((version) => (version === row.version ? [] : [{ value: version, label: version }]))

function showVersion(
  { versions, figures, runs }: LedgerFacts,
  row: LedgerRow,
  version: string,
  causes: readonly CauseCount[],
  labels: ReadonlyMap<string, string>,
): LedgerVersion {
  const stored = versions.find((one) => one.version === version)
  const found = figures.find((one) => one.version === version)
  const [founded, unfounded] = [found?.founded ?? 0, found?.unfounded ?? 0]
  const current = version === row.version && row.problem !== 'gone'
  return {
    version,
    hash: stored?.hash ?? '',
    firstSeenAt: stored?.firstSeenAt ?? null,
    current,
    changed: current && row.problem === 'changed',
    runs: runs.find((one) => one.version === version)?.runs ?? 0,
    clues: found?.clues ?? 0,
    founded,
    unfounded,
    precision: shown(precisionOf({ founded, unfounded })),
    causes: causes
      .filter((one) => one.version === version)
      .map(({ cause, count }) => ({ cause, label: labels.get(cause) ?? cause, count })),
  }
}
