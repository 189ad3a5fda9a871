import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWarehouse } from './duckdb.ts'
import { mountBuiltin, mountCalendar, mountSnapshot } from './snapshot.ts'
import type { Session, Warehouse } from './warehouse.ts'

let folder: string
let warehouse: Warehouse
let session: Session

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiezhi-warehouse-'))
  warehouse = await openWarehouse({ directories: [folder], memory: '400MB', threads: 2, tempDir: join(folder, 'spill', 'of one') })
  session = await warehouse.session()
})
afterAll(() => {
  session.close()
  warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

test('reads days and exact numbers as text, whole numbers as numbers', async () => {
  const rows = await session.rows(
    "SELECT DATE '2023-07-05' d, 12.30::DECIMAL(16,2) m, count(*) n, sum(3) s, ['甲','乙'] l, NULL x, 9007199254740993 big",
  )
  expect(rows).toEqual([{ d: '2023-07-05', m: '12.30', n: 1, s: 3, l: ['甲', '乙'], x: null, big: '9007199254740993' }])
})

test('takes named values of every kind', async () => {
  const sql = "SELECT $day < DATE '2023-01-02' AS earlier, list_contains($words, '二') AS has, $sum + 0.05 AS total, $none IS NULL AS none"
  const values = { day: { date: '2023-01-01' }, words: ['一', '二'], sum: { decimal: '10.10' }, none: null }
  expect(await session.rows(sql, values)).toEqual([{ earlier: true, has: true, total: '10.15', none: true }])
})

test('reaches nothing outside its folders and changes no setting', async () => {
  await expect(session.run("SELECT * FROM read_csv('/etc/passwd')")).rejects.toThrow(/[Pp]ermission/)
  await expect(session.run(`COPY (SELECT 1) TO '${join(tmpdir(), 'outside.parquet')}'`)).rejects.toThrow(/[Pp]ermission/)
  await expect(session.run("SET memory_limit = '8GB'")).rejects.toThrow(/locked/)
  await expect(session.run('INSTALL httpfs')).rejects.toThrow()
  await expect(session.run(`SELECT * FROM read_csv('${folder}/../../etc/passwd')`)).rejects.toThrow()
  writeFileSync(join(folder, 'inside.csv'), 'a\n1\n')
  expect(await session.rows(`SELECT * FROM read_csv('${join(folder, 'inside.csv')}')`)).toEqual([{ a: 1 }])
})

test('stops a statement when asked, and goes on working', async () => {
  const stop = new AbortController()
  setTimeout(() => stop.abort(new Error('stopped')), 50)
  const long = session.run('SELECT count(*) FROM range(1000000) a, range(1000000) b', undefined, { signal: stop.signal })
  await expect(long).rejects.toThrow('stopped')
  await expect(session.rows('SELECT 1 AS one', undefined, { signal: stop.signal })).rejects.toThrow('stopped')
  expect(await session.rows('SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('gives no turn away while an answer is being read', async () => {
  const seen: number[] = []
  const reading = (async () => {
    for await (const rows of session.stream('SELECT range AS n FROM range(5000)')) seen.push(rows.length)
    return seen.reduce((sum, n) => sum + n, 0)
  })()
  const after = session.rows('SELECT 2 AS two')
  expect(await reading).toBe(5000)
  expect(await after).toEqual([{ two: 2 }])
})

test('sorts what does not fit into memory', async () => {
  const sql =
    'SELECT count(*) n FROM (SELECT hash(range)::VARCHAR || hash(range + 1)::VARCHAR || hash(range + 2)::VARCHAR AS t FROM range(6000000) ORDER BY t)'
  expect(await session.rows(sql)).toEqual([{ n: 6_000_000 }])
})

test('mounts the calendar and tables of the product', async () => {
  await mountCalendar(session, [{ d: '2024-01-01', w: false, n: 0, nx: '2024-01-02', p: false, nxp: false }])
  expect(await session.rows('SELECT * FROM calendar')).toEqual([
    { d: '2024-01-01', w: false, n: 0, nx: '2024-01-02', p: false, nxp: false },
  ])
  const schema = {
    id: 'law_instrument',
    label: '',
    columns: [
      { name: 'law', type: 'text', label: '' },
      { name: 'from_on', type: 'date', label: '' },
      { name: 'tags', type: 'text[]', label: '' },
    ],
  } as const
  await mountBuiltin(session, schema, [
    { law: '甲法', from_on: '2020-01-01', tags: ['a', 'b'] },
    { law: '乙法', from_on: null, tags: null },
  ])
  const rows = await session.rows('SELECT law, from_on, tags, _rid FROM law_instrument')
  expect(rows).toEqual([
    { law: '甲法', from_on: '2020-01-01', tags: ['a', 'b'], _rid: 1 },
    { law: '乙法', from_on: null, tags: null, _rid: 2 },
  ])
})

test('lets the latest row of a key win, and gives an empty typed view where nothing is', async () => {
  const standard = {
    id: 'thing',
    label: '',
    purpose: '',
    source: '',
    naturalKey: ['no'],
    marks: [],
    keys: [],
    children: [],
    dictionaries: [],
    order: [],
    rowsAMonth: null,
    fields: [
      {
        id: 'no',
        label: '',
        type: 'varchar(9)',
        columnType: 'text',
        kind: 'text',
        scale: null,
        unit: null,
        required: 'Y',
        when: null,
        sensitivity: 'none',
        aliases: [],
        codes: null,
        span: null,
        mostEmpty: null,
        references: [],
        dictionary: null,
        event: false,
        current: false,
        caseTypes: [],
        generated: false,
        generatedFrom: [],
        ends: null,
        spans: false,
      },
      {
        id: 'on',
        label: '',
        type: 'date',
        columnType: 'date',
        kind: 'text',
        scale: null,
        unit: null,
        required: 'N',
        when: null,
        sensitivity: 'none',
        aliases: [],
        codes: null,
        span: null,
        mostEmpty: null,
        references: [],
        dictionary: null,
        event: false,
        current: false,
        caseTypes: [],
        generated: false,
        generatedFrom: [],
        ends: null,
        spans: false,
      },
    ],
  } as const
  await mountSnapshot(session, [standard], [])
  expect(await session.rows('DESCRIBE thing')).toHaveLength(9)
  expect(await session.rows('SELECT * FROM thing')).toEqual([])
  const batch = async (seq: number, rows: [string, string][]): Promise<string> => {
    const path = join(folder, `${seq}.parquet`)
    const values = rows.map(
      ([no, on], index) => `(${seq * 1e9 + index}::BIGINT, 'f', NULL::VARCHAR, ${index}::BIGINT, 'h', '${no}', '${no}', DATE '${on}')`,
    )
    await session.run(
      `COPY (SELECT * FROM (VALUES ${values.join(', ')}) t(_rid, _file, _sheet, _row_no, _row_hash, _key, no, "on")) TO '${path}' (FORMAT parquet)`,
    )
    return path
  }
  const paths = [
    await batch(1, [
      ['a', '2020-01-01'],
      ['b', '2020-01-01'],
      ['a', '2020-01-02'],
    ]),
    await batch(2, [
      ['b', '2021-01-01'],
      ['c', '2021-01-01'],
    ]),
  ]
  await mountSnapshot(
    session,
    [standard],
    paths.map((path) => ({ dataset: 'thing', path })),
  )
  expect(await session.rows('SELECT no, "on" FROM thing ORDER BY no')).toEqual([
    { no: 'a', on: '2020-01-02' },
    { no: 'b', on: '2021-01-01' },
    { no: 'c', on: '2021-01-01' },
  ])
  // The standard gains a column: batches from before it stay readable, and say nothing of it.
  const grown = { ...standard, fields: [...standard.fields, { ...standard.fields[1], id: 'later' }] }
  for (const held of [paths, paths.slice(0, 1)]) {
    await mountSnapshot(
      session,
      [grown],
      held.map((path) => ({ dataset: 'thing', path })),
    )
    expect(await session.rows('SELECT DISTINCT later, typeof(later) AS type FROM thing')).toEqual([{ later: null, type: 'DATE' }])
  }
})
