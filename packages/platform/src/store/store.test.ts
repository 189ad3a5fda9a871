import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { platformActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import { verifyChain } from '../audit/verify.ts'
import { cancelJob, claimJob, finishJob, insertJob, jobViews, reclaimJobs, reportJob } from '../jobs/store.ts'
import { startPostgres, type TestPostgres } from '../testing/postgres.ts'
import { freshDataDir, openTestStore } from '../testing/template.ts'
import { openTwoOffices } from '../testing/two-offices.ts'
import { migrate, migrations, openStore, type Store } from './database.ts'

const now = new Date('2026-11-02T02:00:00.123Z')
const later = (ms: number): Date => new Date(now.getTime() + ms)

const postgres = await startPostgres()
if (!postgres) console.log('left out: the store on a real PostgreSQL (no /usr/lib/postgresql, no XIEZHI_TEST_DATABASE_URL)')
const kinds = postgres ? (['embedded', 'postgres'] as const) : (['embedded'] as const)

afterAll(async () => {
  await postgres?.stop()
})

describe.each(kinds)('the store: %s', (kind) => {
  let store: Store
  let close: () => Promise<void>
  const actor = platformActor('office_one')

  beforeAll(async () => {
    const opened = await openTwoOffices(now, kind === 'postgres' ? (postgres as TestPostgres).url : undefined)
    store = opened.store
    close = opened.close
  })
  afterAll(() => close())

  test('gives the same JavaScript values whatever stands behind it', async () => {
    const { rows } =
      await sql`select 7::bigint as whole, 9007199254740993::bigint as wide, date '2024-02-29' as day, 1.10::numeric(18,2) as money,
      timestamptz '2024-02-29 00:30:00.5+08' as moment, interval '3 days' as span, '{"a":[1]}'::jsonb as json, array['甲','乙'] as list,
      count(*) as n, null::date as nothing, true as yes from generate_series(1, 3)`.execute(store.db)
    expect(rows[0]).toEqual({
      whole: 7,
      wide: '9007199254740993',
      day: '2024-02-29',
      money: '1.10',
      moment: '2024-02-28T16:30:00.500Z',
      span: '3 days',
      json: { a: [1] },
      list: ['甲', '乙'],
      n: 3,
      nothing: null,
      yes: true,
    })
  })

  test('undoes a transaction that fails, and keeps strangers out of it', async () => {
    const name = (value: string) => store.db.updateTable('organisation').set({ name: value }).where('id', '=', 'office_two').execute()
    const failing = store.db.transaction().execute(async (tx) => {
      await tx.updateTable('organisation').set({ name: 'undone' }).where('id', '=', 'office_one').execute()
      await new Promise((resolve) => setTimeout(resolve, 30))
      throw new Error('no')
    })
    const stranger = name('kept')
    await expect(failing).rejects.toThrow('no')
    await stranger
    const names = await store.db.selectFrom('organisation').select(['id', 'name']).orderBy('id').execute()
    expect(names.map((row) => row.name)).toEqual(['office_one', 'kept'])
  })

  test('counts right when twenty add at once', async () => {
    await store.db.insertInto('setting').values({ organisation_id: 'office_one', key: 'n', value: '0' }).execute()
    const add = () =>
      store.db.transaction().execute(async (tx) => {
        const row = await tx.selectFrom('setting').select('value').where('key', '=', 'n').forUpdate().executeTakeFirstOrThrow()
        await tx
          .updateTable('setting')
          .set({ value: JSON.stringify(Number(row.value) + 1) })
          .where('key', '=', 'n')
          .execute()
      })
    await Promise.all(Array.from({ length: 20 }, add))
    expect((await store.db.selectFrom('setting').select('value').where('key', '=', 'n').executeTakeFirstOrThrow()).value).toBe(20)
  })

  test('tells a broken constraint by its code', async () => {
    const again = store.db
      .insertInto('organisation')
      .values({ id: 'office_one', parent_id: null, name: '', kind: '', division_code: '', created_at: now.toISOString() })
      .execute()
    await expect(again).rejects.toMatchObject({ code: '23505' })
  })

  test('migrates again without a change', async () => {
    await migrate(store.db)
    const { rows } = await sql`select name from kysely_migration order by name`.execute(store.db)
    expect(rows).toEqual(Object.keys(migrations).map((name) => ({ name })))
  })

  describe('the log', () => {
    test('is one chain, whoever writes at once', async () => {
      const write = (n: number) =>
        store.db
          .transaction()
          .execute((tx) =>
            record(tx, { ...actor, name: `第${n}人` }, later(n), { action: 'session.sign-in', values: { account: `u${n}` } }),
          )
      await Promise.all(Array.from({ length: 20 }, (_, n) => write(n)))
      expect(await verifyChain(store.db)).toMatchObject({ intact: true, entries: 20 })
    })

    test('keeps no entry of an act that was undone', async () => {
      const undone = store.db.transaction().execute(async (tx) => {
        await record(tx, actor, now, { action: 'session.sign-out' })
        throw new Error('undone')
      })
      await expect(undone).rejects.toThrow('undone')
      expect(await verifyChain(store.db)).toMatchObject({ intact: true, entries: 20 })
    })

    const tamperings: readonly [string, string, string, number][] = [
      [
        'a changed word',
        `update audit set detail = '{"account":"x"}' where seq = 7`,
        `update audit set detail = '{"account":"u6"}' where seq = 7`,
        7,
      ],
      [
        'a changed moment',
        `update audit set at = at + interval '1 hour' where seq = 3`,
        `update audit set at = at - interval '1 hour' where seq = 3`,
        3,
      ],
      ['a cut-off end', `update audit set seq = 1000 + seq where seq > 18`, `update audit set seq = seq - 1000 where seq > 1000`, 19],
      ['a removed entry', `update audit set seq = -seq where seq = 5`, `update audit set seq = -seq where seq = -5`, 5],
    ]
    test.each(tamperings)('shows %s', async (_, change, back, at) => {
      const changed = change.includes('detail')
        ? (await sql<{ detail: string }>`select detail from audit where seq = 7`.execute(store.db)).rows[0]?.detail
        : undefined
      await sql.raw(change).execute(store.db)
      expect(await verifyChain(store.db)).toMatchObject({ intact: false, firstBroken: at })
      await (changed === undefined ? sql.raw(back) : sql`update audit set detail = ${changed} where seq = 7`).execute(store.db)
      expect(await verifyChain(store.db)).toMatchObject({ intact: true })
    })
  })

  describe('jobs', () => {
    const insert = (id: string) =>
      store.db.transaction().execute((tx) => insertJob(tx, actor, now, { id, kind: 'import', subjectId: `of_${id}` }))
    const claim = (worker: string, at = now) => store.db.transaction().execute((tx) => claimJob(tx, worker, at, 60_000))
    const view = async (id: string) => (await jobViews(store.db, actor, [id])).get(id)

    let holder = ''

    test('are taken in order, one at a time', async () => {
      for (const id of ['job_a', 'job_b', 'job_c']) await insert(id)
      const taken = (await Promise.all([claim('one'), claim('two'), claim('three')])).flatMap((job) => job ?? [])
      expect(taken.map((job) => job.id)).toEqual(['job_a'])
      holder = taken[0]?.worker ?? ''
      expect(await view('job_c')).toMatchObject({ state: 'queued', ahead: 2 })
    })

    test('say how far they are, and hear that they should stop', async () => {
      expect(await reportJob(store.db, 'job_a', holder, later(60_000), { stage: 'read', done: 1, total: 2 })).toEqual({ stop: false })
      expect(await view('job_a')).toMatchObject({ state: 'running', progress: { stage: 'read', done: 1, total: 2 } })
      expect(await cancelJob(store.db, actor, 'job_a', now)).toBe('asked')
      expect(await reportJob(store.db, 'job_a', holder, later(60_000), undefined)).toEqual({ stop: true })
      expect(await finishJob(store.db, { id: 'job_a', worker: holder }, now, { state: 'succeeded' })).toBe(false)
      expect(await finishJob(store.db, { id: 'job_a', worker: holder }, now, { state: 'cancelled' })).toBe(true)
    })

    test('are cancelled at once while they wait, and only once', async () => {
      expect(await cancelJob(store.db, actor, 'job_b', now)).toBe('cancelled')
      expect(await cancelJob(store.db, actor, 'job_b', now)).toBe('over')
      expect(await cancelJob(store.db, platformActor('office_two'), 'job_c', now)).toBe('over')
    })

    test('are taken up again once when their process died, and then given up', async () => {
      expect((await claim('dead'))?.attempts).toBe(1)
      await reclaimJobs(store.db, 'somebody else', now)
      expect(await view('job_c')).toMatchObject({ state: 'running' })
      await reclaimJobs(store.db, 'dead', now)
      expect(await view('job_c')).toMatchObject({ state: 'queued' })
      expect((await claim('dead'))?.attempts).toBe(2)
      expect(await finishJob(store.db, { id: 'job_c', worker: 'alive' }, now, { state: 'succeeded' })).toBe(false)
      await reclaimJobs(store.db, undefined, later(61_000))
      expect(await view('job_c')).toMatchObject({ state: 'failed', error: { code: 'job.interrupted' } })
    })
  })
})

describe('the lock of a data folder', () => {
  test('refuses a second opening, also of another process, and names the holder', async () => {
    const dir = await freshDataDir()
    const store = await openTestStore(dir)
    expect(await openStore(dir, undefined)).toMatchObject({ refusal: { code: 'store.folder-held', values: { pid: process.pid } } })
    const script = `const { lockFolder } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)}); console.log(JSON.stringify(lockFolder(${JSON.stringify(dir)})))`
    const other = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(JSON.parse(other.stdout)).toEqual({ heldBy: process.pid })
    await store.close()
    expect(readdirSync(dir)).not.toContain('lock')
    rmSync(dir, { recursive: true, force: true })
  })

  test('is taken over from a process that is gone, also when its number is used again', async () => {
    const dir = await freshDataDir()
    const gone = spawnSync(process.execPath, ['-e', '']).pid
    for (const left of [JSON.stringify({ pid: gone, started: 'then' }), JSON.stringify({ pid: process.pid, started: 'before me' }), 'torn'])
      for (let round = 0; round < 2; round++) {
        writeFileSync(join(dir, 'lock'), left)
        const store = await openTestStore(dir)
        await store.close()
      }
    expect(readdirSync(dir).sort()).toEqual(['store'])
    rmSync(dir, { recursive: true, force: true })
  })
})
