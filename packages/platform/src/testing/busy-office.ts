import { writeSync } from 'node:fs'
import { formatNumeral } from '@xiezhi/engine/citation/numeral'
import { sendLaw, statuteFile } from './law-form.ts'
import { openOffice, until } from './office.ts'
import { decisions, identityNo, processes } from './papers.ts'

/**
 * For tests: a server in a process of its own, to be killed. It says on standard output what it has acknowledged, a line each, and
 * then goes on with heavy work (`import`, `run`, `confirm`, `law` or `rotate`) until somebody ends it.
 */
const [dir = '', heavy = 'import'] = process.argv.slice(2)
const say = (line: object): void => {
  writeSync(1, `${JSON.stringify(line)}\n`)
}
const numbers = Array.from({ length: 3000 }, (_, n) => `云交罚〔2025〕${n + 1}号`)
const many = (from: number): string =>
  decisions(...numbers.slice(from).map((no, n) => ({ no, party: `某${n % 700}`, id: identityNo(n % 700), on: '2025-03-03' })))

const office = await openOffice({}, dir)
const clerk = await office.signIn(['procurator'])
const bringIn = async (name: string, content: string) => {
  const { id } = (await clerk.upload(name, content)).json()
  await until(
    async () => (await clerk.get(`/imports/${id}`)).json(),
    ({ state }) => state === 'succeeded',
  )
  say({ imported: id })
}
await bringIn('过程.csv', processes(...numbers.map((no) => ({ no, on: '2025-03-03', served: '2025-06-20' }))))
const isRun = heavy === 'run' || heavy === 'confirm'
if (isRun) await bringIn('处罚.csv', many(0))
if (heavy === 'confirm')
  await clerk.send('PUT', '/run-settings', { arrival: false, quietMinutes: 2, mostClues: 1000, mostTimes: 10, minutes: 60 })

const { db } = office.platform.store
const statutes = () => {
  const articles = Array.from({ length: 120 }, (_, n) => `第${formatNumeral(n + 1)}条 晒谷第${n + 1}项。`)
  return Array.from({ length: 60 }, (_, n) =>
    statuteFile({ name: `云岑县第${n + 1}号办法`, date: '2020-01-01', effective: '2020-02-01' }, ...articles),
  )
}
/** Answers before the work is done. */
const begin = async () => {
  if (heavy === 'confirm') {
    const held = (await clerk.send('POST', '/models/late-service/runs', { asOf: '2026-10-30' })).json()
    await until(
      async () => (await clerk.get(`/runs/${held.id}`)).json(),
      ({ state }) => state === 'held',
    )
    return (await clerk.send('POST', `/runs/${held.id}/confirm`, { reason: '已抽查' })).json()
  }
  if (isRun) return (await clerk.send('POST', '/models/late-service/runs', { asOf: '2026-10-30' })).json()
  if (heavy === 'law') return (await sendLaw(office, clerk, statutes())).json()
  return (await clerk.upload('处罚.csv', many(0))).json()
}
/** What was imported is sealed anew: killed while files and rows stand in both seals. */
const rotate = async () => {
  await bringIn('处罚.csv', many(0))
  const admin = await office.signIn(['administrator'])
  const { statusCode, body } = await admin.send('POST', '/keys/rotation', { reason: '定期更换' })
  if (statusCode !== 202) throw new Error(body)
  return { id: (await db.selectFrom('job').select('subject_id').where('kind', '=', 'reseal').executeTakeFirstOrThrow()).subject_id }
}
const started = heavy === 'rotate' ? await rotate() : await begin()
say({ accepted: started.id })
/** A run that was confirmed has had work before. */
const lastJob = () => db.selectFrom('job').select('state').where('subject_id', '=', started.id).orderBy('seq', 'desc').executeTakeFirst()
// Killed at different moments of the work: as soon as it is under way, or a while later.
await until(
  () => lastJob(),
  (job) => job?.state !== 'queued',
)
say({ running: started.id })
await until(
  () => lastJob(),
  (job) => job?.state === 'succeeded',
)
say({ done: started.id })
