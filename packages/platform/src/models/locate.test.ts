import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ModelPlan, planModel } from '@xiezhi/engine/model/model'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { openWarehouse } from '../warehouse/duckdb.ts'
import type { Session, Warehouse } from '../warehouse/warehouse.ts'
import { isOfValue, tellFailure } from './failure.ts'
import { locateFailure } from './locate.ts'

const dir = mkdtempSync(join(tmpdir(), 'xiezhi-locate-'))
let warehouse: Warehouse
let session: Session
const { checked } = loadCatalogue().models.get('late-service')!
const int = { type: 'int' } as const
const column = (name: string) => ({ kind: 'column', name, ...int }) as const
/** A step that multiplies: one row of the thousand has a number too large for it. */
const plan: ModelPlan = {
  ...planModel(checked, new Map()),
  relations: [
    {
      name: 'loose',
      node: {
        kind: 'project',
        from: 'penalty_process',
        columns: [
          { name: '_rid', value: column('_rid') },
          { name: 'n', value: column('n') },
        ],
      },
    },
    {
      name: 'loose_limits',
      node: {
        kind: 'project',
        from: 'loose',
        columns: [
          { name: '_rid', value: column('_rid') },
          { name: 'square', value: { kind: 'apply', name: '*', args: [column('n'), column('n')], ...int } },
        ],
      },
    },
  ],
}

beforeAll(async () => {
  warehouse = await openWarehouse({ directories: [dir], memory: '256MB', threads: 1, tempDir: join(dir, 'spill') })
  session = await warehouse.session()
  await session.run(`CREATE TEMP TABLE "penalty_process" AS
    SELECT i AS _rid, '过程.csv' AS _file, i + 1 AS _row_no, CASE WHEN i = 617 THEN 9000000000000000000 ELSE i END AS n FROM range(1000) AS r(i)`)
})
afterAll(() => {
  session.close()
  warehouse.close()
  rmSync(dir, { recursive: true, force: true })
})

test('the step that fails is found, and the one row that makes it fail', async () => {
  const failure = await session.run('SELECT sum(n * n) FROM "penalty_process"').catch((error: unknown) => error)
  expect(isOfValue(failure)).toBe(true)
  const located = await locateFailure(session, { plan, checked, bind: () => ({}), ofValue: true, signal: undefined })
  expect(located).toEqual({ title: '送达期限', row: { file: '过程.csv', rowNo: 618 } })
  expect(tellFailure(failure, { model: '某模型', stage: '碰撞计算', memory: 4 }, located)).toEqual({
    code: 'run.failed.row',
    values: { model: '某模型', step: '送达期限', file: '过程.csv', row: 618 },
  })
})

test('of what a sum is made of, the one row that cannot be worked out', async () => {
  const summed = checked.steps.find(({ id }) => id === 'loose_limits')!
  const sums: ModelPlan = {
    ...plan,
    relations: [
      plan.relations[0]!,
      {
        name: 'loose_limits',
        node: {
          kind: 'aggregate',
          from: 'loose',
          by: [],
          compute: [
            {
              name: 'n',
              value: { kind: 'apply', name: 'max', args: [{ kind: 'apply', name: '*', args: [column('n'), column('n')], ...int }], ...int },
            },
          ],
        },
      },
    ],
  }
  // As an aggregate is checked: its rows are of no dataset.
  const { primary: _, ...table } = summed.table
  const steps = checked.steps.map((step) => (step === summed ? { ...step, reads: ['loose'], table } : step))
  const located = await locateFailure(session, {
    plan: sums,
    checked: { ...checked, steps },
    bind: () => ({}),
    ofValue: true,
    signal: undefined,
  })
  expect(located?.row).toEqual({ file: '过程.csv', rowNo: 618 })
})

test('what does not fail step by step is not blamed on a step', async () => {
  const first = { ...plan, relations: plan.relations.slice(0, 1) }
  expect(await locateFailure(session, { plan: first, checked, bind: () => ({}), ofValue: true, signal: undefined })).toBeUndefined()
})

test.each([
  ['Out of Memory Error: failed to allocate data of size 16.0 MiB', 'run.failed.memory'],
  ['IO Error: No files found that match the pattern "x.parquet"', 'run.failed.file'],
  ['IO Error: could not write: No space left on device', 'run.failed.disk'],
  ['Binder Error: something of ours', 'run.failed.unknown'],
])('%s is told as %s', (message, code) => {
  const told = tellFailure(new Error(message), { model: '某模型', stage: '碰撞计算', memory: 4 }, undefined)
  expect(told.code).toBe(code)
  expect(JSON.stringify(told)).not.toContain('Error')
})
