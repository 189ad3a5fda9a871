import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import type { Run } from '../contract/models.ts'
import type { Trial, TrialDifference } from '../contract/trials.ts'
import { type Client, type Office, openOffice, until } from '../testing/office.ts'
import { decisions, identityNo, processes } from '../testing/papers.ts'
import { readTried } from './tried-model.ts'

let office: Office
let procurator: Client
let administrator: Client

const numbers = Array.from({ length: 6 }, (_, n) => `云交罚〔2025〕${n + 1}号`)
const source = readFileSync(new URL('../../../../catalogue/models/late-service/model.yml', import.meta.url), 'utf8')
const isOver = ({ state }: { state: string }): boolean => !['queued', 'running'].includes(state)
const bringIn = async (name: string, content: string): Promise<void> => {
  const { id } = (await procurator.upload(name, content)).json()
  await until(async () => (await procurator.get(`/imports/${id}`)).json(), isOver)
}
const ended = <T extends { state: string } = Run>(path: string): Promise<T> =>
  until<T>(async () => (await procurator.get(path)).json(), isOver)
const tried = async (body: object) => {
  const begun = await procurator.send('POST', '/trials', body)
  expect(begun.statusCode, begun.body).toBe(202)
  const { items, seriesId, skipped } = begun.json()
  const trials: Trial[] = []
  for (const { id } of items) trials.push(await ended<Trial>(`/trials/${id}`))
  const [first] = trials
  if (!first) throw new Error('nothing was tried')
  return { trials, first, seriesId, skipped }
}
const compared = async (before: string, after: string) => {
  const begun = await procurator.send('POST', '/trial-differences', { before, after })
  expect(begun.statusCode, begun.body).toBe(202)
  return ended<TrialDifference>(`/trial-differences/${begun.json().id}`)
}
const live = async () => {
  const { db } = office.platform.store
  const clues = await db.selectFrom('clue').select(['id', 'state', 'version', 'last_run_id', 'handling']).orderBy('id').execute()
  const sightings = await db.selectFrom('clue_sighting').selectAll().orderBy('clue_id').orderBy('run_id').execute()
  const versions = await db.selectFrom('clue_version').selectAll().orderBy('clue_id').execute()
  const matters = await db.selectFrom('matter').select(['subject_id', 'state', 'seq']).orderBy('subject_id').execute()
  return JSON.stringify({ clues, sightings, versions, matters })
}
const judge = async (id: string, transition: string, fields: object) =>
  expect((await procurator.send('POST', `/clues/${id}/acts`, { transition, fields, seq: 0 })).statusCode).toBe(200)

const draft = (change: (text: string) => string) => {
  const text = change(source)
  expect(text).not.toBe(source)
  return { files: { 'model.yml': text }, from: 'late-service' }
}

beforeAll(async () => {
  office = await openOffice()
  procurator = await office.signIn(['procurator'])
  administrator = await office.signIn(['administrator'])
  // Four of the six come in September, the others in October.
  office.at('2026-09-10T02:00:00Z')
  await bringIn(
    '处罚.csv',
    decisions(...numbers.map((no, n) => ({ no, party: `许桂${n}`, id: identityNo(n), on: '2025-03-03', fine: n === 1 ? '0.5' : '0.2' }))),
  )
  await bringIn('过程.csv', processes(...numbers.slice(0, 4).map((no, n) => ({ no, on: '2025-03-03', served: `2025-0${4 + n}-20` }))))
  office.at('2026-10-10T02:00:00Z')
  await bringIn('过程二.csv', processes(...numbers.slice(4).map((no) => ({ no, on: '2025-03-03', served: '2025-06-20' }))))
  office.at('2026-11-02T02:00:00Z')
  const { id } = (await procurator.send('POST', '/models/late-service/runs', { asOf: '2026-10-30' })).json()
  expect(await ended(`/runs/${id}`)).toMatchObject({ state: 'succeeded', counts: { fresh: 6 } })
  const clues = (await procurator.get('/clues?rollup=false&sort=no')).json().items
  await judge(clues[0].id, 'find-founded', {})
  await judge(clues[1].id, 'find-unfounded', { cause: 'data-error' })
})
afterAll(() => office.close())

describe('a trial', () => {
  test('finds what a run finds, beside what people have judged, and touches nothing', async () => {
    const before = await live()
    const { first } = await tried({ model: { id: 'late-service' }, asOf: '2026-10-30' })
    expect(first).toMatchObject({
      state: 'succeeded',
      kind: 'hand',
      total: 6,
      viewDay: null,
      keepUntil: '2027-01-31',
      truth: { known: 6, founded: 1, unfounded: 1, missed: 0, precision: { judged: 2, share: 0.5 } },
    })
    const { items, total } = (await procurator.get(`/trials/${first.id}/clues?rule=R1&sort=-days_overdue`)).json()
    expect(total).toBe(6)
    expect(items[0]).toMatchObject({ subject: { name: '云岑县交通运输局' }, live: { handling: { label: '待研判' } } })
    expect((await procurator.get(`/trials/${first.id}/clues?judged=unfounded`)).json()).toMatchObject({ total: 1 })
    const detail = (await procurator.get(`/trials/${first.id}/clues/${items[0].id}`)).json()
    expect(detail.evidence.map(({ dataset }: { dataset: string }) => dataset)).toEqual(['penalty_decision', 'penalty_process'])
    expect(detail.calculations[0].steps.length).toBeGreaterThan(0)
    expect(JSON.stringify(items)).not.toContain(identityNo(1))
    expect(await live()).toBe(before)
  })

  test('of past days is a series, each day as it could be seen; days without data are told', async () => {
    const before = await live()
    const days = ['2026-08-31', '2026-09-30', '2026-10-31']
    const { trials, first, seriesId, skipped } = await tried({ model: { id: 'late-service' }, days })
    expect(skipped).toMatchObject([{ day: '2026-08-31' }])
    expect(trials.map(({ viewDay, asOf, total, kind }) => ({ viewDay, asOf, total, kind }))).toEqual([
      { viewDay: '2026-09-30', asOf: '2026-09-30', total: 4, kind: 'series' },
      { viewDay: '2026-10-31', asOf: '2026-10-31', total: 6, kind: 'series' },
    ])
    const listed = (await procurator.get(`/trials?series=${seriesId}&sort=view`)).json()
    expect(listed.items.map(({ total }: { total: number }) => total)).toEqual([4, 6])
    expect((await procurator.get(`/trials.csv?series=${seriesId}`)).body).toContain('2026-09-30')
    expect(await live()).toBe(before)
    const difference = await compared(first.id, trials[1]?.id ?? '')
    expect(difference.error).toBe(null)
    expect(difference.counts).toMatchObject({ new: 2, gone: 0 })
    const { items } = (await procurator.get(`/trial-differences/${difference.id}/rows?kind=new`)).json()
    expect(items[0].reason.join()).toMatch(/前者/)
  })

  test('of a draft on a past day meets what could be seen then, and differs clue by clue from the live version', async () => {
    const excluding = draft((text) =>
      text
        .replace('exclusions:\n', `exclusions:\n  - { id: X1, title: 四月送达的不报, where: "service_date < DATE '2025-05-01'" }\n`)
        .replace('exclusions: [E11', 'exclusions: [X1, E11'),
    )
    const then = (await tried({ model: { id: 'late-service' }, days: ['2026-09-30'] })).first
    const own = (await tried({ model: excluding, days: ['2026-09-30'] })).first
    expect([then, own].map(({ viewDay, total }) => [viewDay, total])).toEqual([
      ['2026-09-30', 4],
      ['2026-09-30', 3],
    ])
    const difference = await compared(then.id, own.id)
    expect(difference.counts).toEqual({ new: 0, gone: 1, changed: 0, same: 3 })
    const [gone] = (await procurator.get(`/trial-differences/${difference.id}/rows?kind=gone`)).json().items
    expect(gone.reason).toEqual(['被后者的排除条件 X1“四月送达的不报”排除', '前者没有排除条件 X1'])
    // What came in October the draft finds a month later, and nowhere before.
    const later = (await tried({ model: excluding, days: ['2026-10-31'] })).first
    expect((await compared(own.id, later.id)).counts).toMatchObject({ new: 2, gone: 0 })
  })

  test('is refused for a day to come, a version nobody knows, a text that does not read', async () => {
    const ask = async (body: object) => (await procurator.send('POST', '/trials', body)).json()
    expect(await ask({ model: { id: 'late-service' }, days: ['2027-01-31'] })).toMatchObject({ code: 'trial.future' })
    expect(await ask({ model: { id: 'late-service', version: '0.0.1' } })).toMatchObject({ code: 'trial.no-version' })
    expect(await ask({ model: { files: { 'README.md': '' } } })).toMatchObject({ code: 'trial.no-text' })
    const wrong = draft((text) => text.replace('from: linked_due', 'from: linked_dew'))
    expect((await ask({ model: wrong })).detail).toMatch(/第 \d+ 行/)
    expect(await ask({ model: { id: 'late-service' }, parameters: { unserved_days: '1' } })).toMatchObject({ status: 422 })
    expect((await administrator.send('POST', '/trials', { model: { id: 'late-service' } })).statusCode).toBe(403)
  })

  test('goes at the end of its term, or when somebody removes it', async () => {
    const { first } = await tried({ model: { id: 'late-service' }, keepDays: 1 })
    const other = (await tried({ model: { id: 'late-service' } })).first
    await office.platform.look()
    expect((await procurator.get(`/trials/${first.id}`)).statusCode).toBe(200)
    office.at('2026-11-04T02:00:00Z')
    await office.platform.look()
    procurator = await office.signIn(['procurator'])
    expect((await procurator.get(`/trials/${first.id}`)).statusCode).toBe(404)
    expect((await procurator.send('DELETE', `/trials/${other.id}`)).json()).toEqual({ removed: true })
    expect((await procurator.get(`/trials/${other.id}/clues`)).statusCode).toBe(404)
  })
})

describe('the difference of two trials', () => {
  test('says of each clue that is gone which exclusion, condition or step lost it', async () => {
    const whole = (await tried({ model: { id: 'late-service' }, asOf: '2026-10-30' })).first
    const excluding = draft((text) =>
      text
        .replace('exclusions:\n', `exclusions:\n  - { id: X1, title: 四月送达的不报, where: "service_date < DATE '2025-05-01'" }\n`)
        .replace('exclusions: [E11', 'exclusions: [X1, E11'),
    )
    const narrower = draft((text) =>
      text.replace('where: "(service_date > week_end AND', 'where: "(service_date > add_days(week_end, 100) AND'),
    )
    const filtering = draft((text) =>
      text
        .replace('decided_on: "coalesce', 'decided_on: "coalesce')
        .replace(
          '  - id: linked_limits\n    title: 送达期限\n    deadline:\n      from: linked_decided',
          '  - { id: kept, title: 只看四月前送达, filter: { from: linked_decided, where: "service_date < DATE \'2025-04-01\'" } }\n  - id: linked_limits\n    title: 送达期限\n    deadline:\n      from: kept',
        ),
    )
    const differenceWith = async (model: object) => {
      const { first } = await tried({ model, asOf: '2026-10-30' })
      expect(first).toMatchObject({ state: 'succeeded', origin: 'draft', error: null })
      const difference = await compared(whole.id, first.id)
      expect(difference, difference.error ?? '').toMatchObject({ state: 'succeeded' })
      const rows = (await procurator.get(`/trial-differences/${difference.id}/rows?kind=gone`)).json().items
      return { difference, rows: rows.filter(({ before }: { before: { rollup: boolean } }) => !before.rollup) }
    }
    const excluded = await differenceWith(excluding)
    expect(excluded.difference.counts).toMatchObject({ new: 0, gone: 1 })
    expect(excluded.difference.causes).toContainEqual({
      kind: 'gone',
      cause: 'exclusion:X1',
      label: '排除条件 X1 四月送达的不报',
      count: 1,
      founded: 1,
      unfounded: 0,
    })
    expect(excluded.rows[0].reason).toEqual(['被后者的排除条件 X1“四月送达的不报”排除', '前者没有排除条件 X1'])

    const conditioned = await differenceWith(narrower)
    expect(conditioned.rows).toHaveLength(5)
    expect(conditioned.rows[0]).toMatchObject({ cause: '规则 R1 的条件' })
    expect(conditioned.rows[0].reason.join('\n')).toMatch(/不合后者规则“R1 .*100[\s\S]*这一行：.*送达日期＝2025-0\d-20[\s\S]*前者的条件是/)

    const stepped = await differenceWith(filtering)
    expect(stepped.rows).toHaveLength(6)
    expect(stepped.rows[0].reason[0]).toContain('在“只看四月前送达”这一步没有留下它')
    expect(stepped.rows[0].reason.at(-1)).toBe('前者没有“只看四月前送达”这一步')
  })

  test('of two parameter sets tells what changed in each clue; the same pair is compared once', async () => {
    const asOf = '2026-10-30'
    const a = (await tried({ model: { id: 'late-service' }, asOf })).first
    const b = (await tried({ model: { id: 'late-service' }, asOf, parameters: { score_base: '0' } })).first
    const difference = await compared(a.id, b.id)
    expect(difference.counts).toMatchObject({ new: 0, gone: 0 })
    expect(difference.counts?.changed).toBeGreaterThan(0)
    const { items } = (await procurator.get(`/trial-differences/${difference.id}/rows`)).json()
    expect(items[0].fields.map(({ name }: { name: string }) => name)).toContain('score')
    expect(difference.subjects).toEqual([{ subject: '云岑县交通运输局', new: 0, gone: 0, changed: difference.counts?.changed }])
    expect((await procurator.send('POST', '/trial-differences', { before: a.id, after: b.id })).json().id).toBe(difference.id)
    expect((await procurator.send('POST', '/trial-differences', { before: a.id, after: a.id })).json()).toMatchObject({
      code: 'trial.same',
    })
    expect((await procurator.get(`/trial-differences/${difference.id}/rows.csv`)).body).toContain('分数：')
  })
})

describe('from a clue that did not hold', () => {
  test('a candidate exclusion, with a case made of it, is tried beside the live version; a clue that held suggests none', async () => {
    const clues = (await procurator.get('/clues?rollup=false&sort=no')).json().items
    expect((await procurator.get(`/clues/${clues[0].id}/exclusions`)).json()).toMatchObject({ code: 'candidate.not-unfounded' })
    const wrong = clues[1].id
    const found = (await procurator.get(`/clues/${wrong}/exclusions`)).json()
    expect(found).toMatchObject({ modelId: 'late-service', cause: '数据错误', founded: 1, unfounded: 1 })
    expect(found.proposals).toContainEqual({
      where: 'fine_amount >= 5000.00',
      title: '罚款金额（元）不少于 5000.00',
      founded: 0,
      unfounded: 1,
    })
    expect((await procurator.send('POST', `/clues/${wrong}/exclusions`, { where: 'no_such = 1', title: '错' })).statusCode).toBe(422)
    const before = await live()
    const [chosen] = found.proposals.filter(({ where }: { where: string }) => where === 'fine_amount >= 5000.00')
    const made = await procurator.send('POST', `/clues/${wrong}/exclusions`, { where: chosen.where, title: chosen.title })
    expect(made.statusCode, made.body).toBe(202)
    const { draftId, differenceId, notes } = made.json()
    expect(notes).toEqual([])
    const draftFiles = (await procurator.get(`/workshop/drafts/${draftId}`)).json().files
    expect(draftFiles['model.yml']).toContain('fine_amount >= 5000.00')
    const made_case = Object.keys(draftFiles).filter((path) => path.startsWith('cases/clue-'))
    expect(made_case.length).toBeGreaterThanOrEqual(3)
    expect(JSON.stringify(draftFiles)).not.toContain(identityNo(1))
    const difference = await ended<TrialDifference>(`/trial-differences/${differenceId}`)
    expect(difference.counts).toEqual({ new: 0, gone: 1, changed: 0, same: 5 })
    expect(difference.causes).toMatchObject([{ cause: 'exclusion:X1', founded: 0, unfounded: 1 }])
    expect(await live()).toBe(before)
  })
})

describe('a candidate beside the live version', () => {
  const shadow = async () => (await procurator.get('/ledger/late-service/shadow')).json()
  const run = async () => {
    const { id } = (await procurator.send('POST', '/models/late-service/runs', { asOf: '2026-10-30' })).json()
    const done = await ended(`/runs/${id}`)
    await office.platform.idle()
    return done
  }

  test('runs at each live run, tells the difference, publishes nothing, until it is ended', async () => {
    const candidate = draft((text) =>
      text.replace('where: "(service_date > week_end AND', 'where: "(service_date > add_days(week_end, 100) AND'),
    )
    const start = (body: object) => procurator.send('POST', '/ledger/late-service/shadow', body)
    expect((await start({ model: { id: 'late-service' }, reason: '试试' })).json()).toMatchObject({ code: 'trial.shadow-same' })
    expect((await start({ model: candidate, reason: ' ' })).statusCode).toBe(400)
    expect((await start({ model: candidate, reason: '想放宽一百天' })).json()).toMatchObject({ current: { origin: 'draft' }, runs: [] })
    expect((await start({ model: candidate, reason: '再来' })).json()).toMatchObject({ code: 'trial.shadow-already' })
    expect(await run()).toMatchObject({ state: 'succeeded', counts: { persisting: 6, vanished: 0 } })
    const { runs } = await shadow()
    expect(runs).toMatchObject([{ state: 'succeeded', total: 1, counts: { gone: 5, new: 0, changed: 0, same: 1 } }])
    const difference = (await procurator.get(`/trial-differences/${runs[0].differenceId}`)).json()
    expect(difference).toMatchObject({ before: { kind: 'live', total: 6 }, after: { kind: 'shadow' }, causes: [{ cause: 'condition:R1' }] })
    expect((await procurator.get('/clues')).json()).toMatchObject({ total: 6 })
    const after = await procurator.send('POST', '/ledger/late-service/shadow/end', { reason: '看够了' })
    expect(after.json()).toMatchObject({ current: null, past: [{ ended: { reason: '看够了' } }] })
    await run()
    expect((await shadow()).runs).toHaveLength(1)
  })

  test('a model goes back to a locked version with a reason; runs use it, and clues keep the version that made them', async () => {
    const text = source
      .replace('score_base: { type: int, default: 40', 'score_base: { type: int, default: 41')
      .replace(/^version: .*$/m, 'version: 0.9.0')
    const { model } = readTried({ modelId: 'late-service', version: '0.9.0', source: text, pieces: [] }, loadCatalogue())
    if (!model) throw new Error('the earlier text does not read')
    const { db } = office.platform.store
    const { id: organisation_id } = await db
      .selectFrom('organisation')
      .select('id')
      .where('parent_id', 'is', null)
      .executeTakeFirstOrThrow()
    await db
      .insertInto('model_version')
      .values({
        organisation_id,
        model_id: 'late-service',
        version: '0.9.0',
        hash: model.hash,
        title: model.checked.title,
        source: text,
        pieces: JSON.stringify(model.pieces.map(({ id, text: source }) => ({ id, source }))),
        first_seen_at: '2026-01-01T00:00:00Z',
      })
      .execute()
    const now = (await procurator.get('/ledger/late-service')).json()
    const rollBack = now.transitions.find(({ id }: { id: string }) => id === 'roll-back')
    expect(rollBack.asks[0]).toMatchObject({ name: 'version', type: 'choice', choices: [{ value: '0.9.0' }] })
    const act = (fields: object, seq: number) =>
      procurator.send('POST', '/ledger/late-service/acts', { transition: 'roll-back', fields, seq })
    expect((await act({ version: '0.1.0', reason: '误报多' }, 0)).json()).toMatchObject({ code: 'ledger.no-version' })
    expect((await act({ version: '0.9.0' }, 0)).statusCode).toBe(422)
    expect((await act({ version: '0.9.0', reason: '新版误报多' }, 0)).json()).toMatchObject({
      version: '0.9.0',
      rolledBackFrom: now.version,
      acts: [{ transition: 'roll-back' }],
    })
    expect((await procurator.get('/models/late-service')).json()).toMatchObject({ version: '0.9.0' })
    expect(await run()).toMatchObject({ state: 'succeeded', version: '0.9.0', modelHash: model.hash, counts: { persisting: 6 } })
    const versions = await db.selectFrom('clue_version').select('version').distinct().orderBy('version').execute()
    expect(versions.map(({ version }) => version)).toEqual(['0.9.0', now.version])
    expect((await act({ version: now.version, reason: '已改好' }, 1)).json()).toMatchObject({ version: now.version, rolledBackFrom: null })
    expect(await run()).toMatchObject({ version: now.version })
  })
})
