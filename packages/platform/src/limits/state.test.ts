import { buildCalendar } from '@xiezhi/engine/limit/calendar'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { platformActor } from '../access/actor.ts'
import { verifyChain } from '../audit/verify.ts'
import { loadCatalogue } from '../catalogue.ts'
import { isRefusal } from '../refusal.ts'
import type { Store } from '../store/database.ts'
import { startPostgres, type TestPostgres } from '../testing/postgres.ts'
import { openTwoOffices } from '../testing/two-offices.ts'
import { openCalendarYears } from './calendar.ts'
import { openCounting } from './counting.ts'
import { followCatalogue } from './follow.ts'
import { openLimits } from './service.ts'
import { lastSeq, overridesOf, takeSeq, yearsOf } from './state.ts'

const postgres = await startPostgres()
if (!postgres) console.log('left out: limits on a real PostgreSQL (no /usr/lib/postgresql, no XIEZHI_TEST_DATABASE_URL)')
const kinds = postgres ? (['embedded', 'postgres'] as const) : (['embedded'] as const)
afterAll(async () => {
  await postgres?.stop()
})

const catalogue = loadCatalogue()
const moment = new Date('2026-11-02T02:00:00.000Z')
const fixed = ['01-01', '05-01', '10-01', '10-02', '10-03']
const table = (year: number) => ({
  year,
  holidays: fixed.map((day) => `${year}-${day}`),
  workdays: [] as string[],
  source: '测试',
  reason: '测试',
})

describe.each(kinds)('adjustments in the store: %s', (kind) => {
  let store: Store
  let close: () => Promise<void>
  const actor = platformActor('office_one')
  const other = platformActor('office_two')
  const parts = () => {
    const counting = openCounting(catalogue)
    const { db } = store
    const clock = () => moment
    return {
      counting,
      limits: openLimits(db, clock, counting),
      years: openCalendarYears({ db, clock, counting, today: () => '2026-11-02', wake: () => undefined }),
    }
  }

  beforeAll(async () => {
    const opened = await openTwoOffices(moment, kind === 'postgres' ? (postgres as TestPostgres).url : undefined)
    store = opened.store
    close = opened.close
  })
  afterAll(() => close())

  test('of ten who adjust at once what they saw at once, one does', async () => {
    const { limits } = parts()
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        limits.adjust(actor, 'lit.sue-6m', { value: { quantity: 7 + n, unit: 'month', rollover: 'none' }, reason: '口径', seq: 0 }),
      ),
    )
    expect(tries.filter((one) => !isRefusal(one))).toHaveLength(1)
    expect(tries.filter(isRefusal).every(({ refused }) => refused === 'conflict')).toBe(true)
    expect(await overridesOf(store.db, actor)).toHaveLength(1)
  })

  test('numbers are given in order and belong to an office', async () => {
    const { limits } = parts()
    const ids = [...catalogue.limits.values()].filter(({ unit }) => unit === 'day').map(({ id }) => id)
    const adjust = (who: typeof actor, id: string) =>
      limits.adjust(who, id, { value: { quantity: 77, unit: 'day', rollover: 'none' }, reason: '口径', seq: 0 })
    await Promise.all([...ids.slice(0, 8).map((id) => adjust(actor, id)), ...ids.slice(0, 3).map((id) => adjust(other, id))])
    expect((await overridesOf(store.db, actor)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect((await overridesOf(store.db, other)).map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(await verifyChain(store.db)).toMatchObject({ intact: true, entries: 12 })
  })

  test('what a number means never changes', async () => {
    const { counting, limits } = parts()
    const before = await counting.at(store.db, actor, 5)
    const again = openCounting(catalogue)
    expect((await counting.at(store.db, actor, 5)).catalogue).toBe(before.catalogue)
    await limits.adjust(actor, 'lit.sue-6m', { value: null, reason: '口径', seq: 1 })
    const rebuilt = await again.at(store.db, actor, 5)
    expect([...rebuilt.catalogue.limits]).toEqual([...before.catalogue.limits])
    expect(rebuilt.catalogue.limits.get('lit.sue-6m')?.own).toBeDefined()
    expect((await again.now(store.db, actor)).catalogue.limits.get('lit.sue-6m')?.own).toBeUndefined()
  })

  test('is only ever added to', async () => {
    for (const statement of ['update limit_override set quantity = 1', 'delete from limit_override', 'delete from calendar_year'])
      await expect(sql.raw(statement).execute(store.db)).rejects.toThrow('only added to')
  })

  test('is not there when what it belongs to was undone', async () => {
    const before = await lastSeq(store.db, actor)
    const undone = store.db.transaction().execute(async (tx) => {
      expect(await takeSeq(tx, actor)).toBe(before + 1)
      throw new Error('killed')
    })
    await expect(undone).rejects.toThrow('killed')
    expect(await lastSeq(store.db, actor)).toBe(before)
  })

  describe('a calendar', () => {
    const standing = async (id: string, asOf: string, body: object, state = 'fresh') => {
      const { db } = store
      const owner = { organisation_id: actor.organisationId }
      const at = moment.toISOString()
      await db
        .insertInto('snapshot')
        .values({ ...owner, id: 'snap', batches: '[]', created_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await db
        .insertInto('job')
        .values({
          ...owner,
          id: `job_${id}`,
          kind: 'run',
          subject_id: `run_${id}`,
          state: 'succeeded',
          progress: null,
          leased_by: null,
          leased_until: null,
          cancel_requested: false,
          error: null,
          attempts: 1,
          requested_by: '甲',
          queued_at: at,
          started_at: at,
          ended_at: at,
        })
        .execute()
      const model = catalogue.models.get(id)
      await db
        .insertInto('run')
        .values({
          ...owner,
          id: `run_${id}`,
          job_id: `job_${id}`,
          model_id: id,
          model_title: id,
          version: '1',
          model_hash: model?.hash ?? '',
          as_of: asOf,
          snapshot_id: 'snap',
          parameters: '{}',
          started_by: '甲',
          started_at: at,
          counts: 'null',
          rules: '[]',
          steps: '[]',
          law_state: null,
        })
        .execute()
      await sql`insert into clue (organisation_id, id, no, model_id, model_title, version, rule_id, rule_title, title, subject_kind,
          subject_name, grade, score, severity, state, rollup, handling, body, evidence_hash, first_seen_at, last_seen_at, as_of, last_run_id, search)
        values (${actor.organisationId}, ${`clue_${id}`}, 'XS', ${id}, ${id}, '1', 'R1', '', '', 'agency', '', 'A', 50, 'high', ${state}, false, '',
          ${JSON.stringify(body)}::jsonb, '', ${at}, ${at}, ${asOf}, ${`run_${id}`}, '')`.execute(db)
    }
    const reaching = (date: string, start: string, provisional: boolean) => ({
      calculations: [{ name: 'due', date, provisional, limits: [], steps: [{ code: 'limit.starts', values: { start } }] }],
    })

    test('begins again what reaches the year, from either side, and nothing else', async () => {
      await standing('late-service', '2026-11-02', reaching('2027-01-06', '2026-12-28', true))
      await standing('penalty-late-decision', '2026-11-02', reaching('2026-12-24', '2027-01-05', true))
      await standing('surcharge-over-principal', '2026-11-02', reaching('2026-10-08', '2026-09-01', false))
      await standing('hearing-not-notified', '2026-11-02', reaching('2027-02-01', '2026-09-01', false), 'vanished')
      await standing('a-model-of-yesterday', '2026-11-02', reaching('2027-02-01', '2026-12-31', true))
      const { years } = parts()
      const loaded = await years.load(actor, { ...table(2027), seq: 0 })
      if (isRefusal(loaded)) throw new Error(JSON.stringify(loaded))
      expect(loaded.runs.map(({ model }) => model.id)).toEqual(['late-service', 'penalty-late-decision'])
      expect(loaded.skipped).toEqual([{ model: { id: 'a-model-of-yesterday', title: 'a-model-of-yesterday' }, reason: expect.any(String) }])
      expect(loaded.provisionalClues).toBe(3)
      const queued = await store.db.selectFrom('job').select('id').where('state', '=', 'queued').execute()
      expect(queued).toHaveLength(2)
      const states = await store.db.selectFrom('run').select(['model_id', 'law_state']).where('law_state', 'is not', null).execute()
      expect(new Set(states.map(({ law_state }) => law_state))).toEqual(new Set([loaded.seq]))
    })

    test('of the past begins again every model that looked at days after it', async () => {
      const { years } = parts()
      const seq = (await years.list(actor)).seq
      const march = { ...table(2025), holidays: [...fixed.map((day) => `2025-${day}`), '2025-03-03'] }
      const loaded = await years.load(actor, { ...march, seq })
      if (isRefusal(loaded)) throw new Error(JSON.stringify(loaded))
      expect(loaded.runs.map(({ model }) => model.id)).toContain('hearing-not-notified')
      expect(loaded.year).toMatchObject({ state: 'loaded', inCatalogue: true })
    })

    test('that a new version of the catalogue brings is followed as if it were loaded, once', async () => {
      const fresh = async () => {
        const rows = await store.db
          .selectFrom('run')
          .innerJoin('job', 'job.id', 'run.job_id')
          .select('run.model_id')
          .where('job.state', '=', 'queued')
          .where('run.organisation_id', '=', actor.organisationId)
          .execute()
        return rows.map(({ model_id }) => model_id).sort()
      }
      const clock = () => moment
      // As it was before its last table came.
      const older = { ...catalogue, calendar: buildCalendar([...catalogue.calendar.tables.values()].filter(({ year }) => year !== 2026)) }
      await followCatalogue(store.db, clock, openCounting(older))
      const before = await fresh()
      await followCatalogue(store.db, clock, openCounting(older))
      expect(await fresh()).toEqual(before)
      await followCatalogue(store.db, clock, openCounting(catalogue))
      const after = await fresh()
      expect(after.length).toBeGreaterThan(before.length)
      await followCatalogue(store.db, clock, openCounting(catalogue))
      expect(await fresh()).toEqual(after)
    })

    test('loaded by five at once is loaded by one', async () => {
      const { years } = parts()
      const { seq } = await years.list(other)
      const tries = await Promise.all(Array.from({ length: 5 }, (_, n) => years.load(other, { ...table(2028), source: `第${n}份`, seq })))
      expect(tries.filter((one) => !isRefusal(one))).toHaveLength(1)
      expect(await yearsOf(store.db, other)).toHaveLength(1)
      expect((await yearsOf(store.db, actor)).map(({ year }) => year)).toEqual([2027, 2025])
    })
  })
})
