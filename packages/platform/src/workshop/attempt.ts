import type { Clue } from '@xiezhi/engine/clue/clue'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import type { tryDraft } from '../contract/workshop.ts'
import { maskText } from '../data/secrecy/mask.ts'
import { mountCoverage } from '../models/coverage.ts'
import { readBy } from '../models/mount.ts'
import { mountOwnWork } from '../models/own-work.ts'
import { readParameters } from '../models/read-parameters.ts'
import { runModel } from '../models/run.ts'
import { sayNeed } from '../models/show.ts'
import { withStated } from '../reach/store.ts'
import type { Db } from '../store/database.ts'
import { quoteName, type Session } from '../warehouse/warehouse.ts'
import type { Ground } from './bench.ts'

const mostShown = 100
const rank = { high: 0, medium: 1, low: 2, list: 3 } as const

interface Asked {
  readonly db: Db
  readonly actor: Actor
  readonly catalogue: Catalogue
  readonly ground: Ground
  readonly model: CatalogueModel
  readonly asOf: string
  readonly now: string
  readonly division: string
  readonly idOf: (model: string, rule: string, key: string) => string
}

/** What the model would report now. Nothing of it is kept: no clue, no run, no version. */
export async function attempt(session: Session, asked: Asked, signal: AbortSignal): Promise<z.input<typeof tryDraft.response>> {
  const { db, actor, catalogue, ground, model, asOf, now, division, idOf } = asked
  await mountOwnWork(session, db, actor, model, now)
  await mountCoverage(session, catalogue, readBy(model), await withStated(db, actor, ground.snapshot.batches, now))
  const asksDivision = division !== '' && model.checked.parameters.some(({ name }) => name === 'division')
  const { clues, rules } = await runModel(session, {
    catalogue,
    model,
    available: ground.available,
    parameters: readParameters(asksDivision ? { division } : {}, model),
    asOf,
    idOf,
    countSteps: false,
    signal,
  })
  const all = clues.filter(({ rollup }) => !rollup).sort((a, b) => rank[a.severity] - rank[b.severity] || b.score - a.score)
  const shown = all.slice(0, mostShown)
  const rids = await ridsOf(session, shown, signal)
  return {
    asOf,
    total: all.length,
    rules: rules.map((rule) => ({
      rule: rule.rule,
      title: rule.title,
      lacks: rule.lacks.map((need) => sayNeed(catalogue, need, actor.locale)),
      clues: rule.clues,
      notTested: rule.notTested,
      excluded: [...rule.excluded],
    })),
    clues: shown.map((clue) => ({
      id: clue.clueId,
      rule: clue.rule,
      title: maskText(clue.title),
      subject: clue.subject.name,
      reason: maskText(clue.reason),
      severity: clue.severity,
      score: clue.score,
      table: clue.evidence[0]?.dataset ?? '',
      rid: rids.get(`${clue.evidence[0]?.dataset} ${clue.evidence[0]?.rowHash} ${clue.evidence[0]?.rowNo}`) ?? null,
    })),
  }
}

/** The number of the row that each clue is about: the first of its evidence. */
async function ridsOf(session: Session, clues: readonly Clue[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const dataset of new Set(clues.flatMap(({ evidence: [first] }) => (first ? [first.dataset] : [])))) {
    const hashes = clues.flatMap(({ evidence: [first] }) => (first?.dataset === dataset ? [first.rowHash] : []))
    const rows = await session.rows(
      `SELECT _rid, _row_hash, _row_no FROM ${quoteName(dataset)} WHERE list_contains($hashes, _row_hash) ORDER BY _rid`,
      { hashes },
      { signal },
    )
    for (const row of rows) found.set(`${dataset} ${row._row_hash} ${row._row_no}`, String(row._rid))
  }
  return found
}
