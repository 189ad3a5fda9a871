import { appendFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { platformActor } from '../access/actor.ts'
import { insertJob } from '../jobs/store.ts'
import { sendLaw } from './law-form.ts'
import { stopAtMoments } from './moments.ts'
import { openOffice } from './office.ts'
import { manyDecisions } from './papers.ts'
import { day, manyStatutes, nextDay } from './ready-office.ts'

/**
 * For tests: a server in a process of its own, on a folder that is made ready (testing/ready-office.ts), that does one heavy thing after
 * another and stops at many moments of each. What it has acknowledged it writes down in the folder itself, so that each copy of the folder
 * tells what must be in it.
 */
const [dir = '', cookie = ''] = process.argv.slice(2)
const office = await openOffice({}, dir)
const clerk = office.as(cookie)
const { db } = office.platform.store
const { act, moment } = stopAtMoments()

const acknowledged = (what: string, id: string): void => {
  appendFileSync(join(dir, 'acknowledged'), `${JSON.stringify({ what, id })}\n`)
  moment(`${what} acknowledged`)
}
const sent = async (what: string, url: string, body: object): Promise<string> => {
  const answer = await clerk.send('POST', url, body)
  if (answer.statusCode >= 300) throw new Error(answer.body)
  const id = answer.json().id ?? url
  acknowledged(what, id)
  return id
}

act('import')
acknowledged('import', (await clerk.upload('又处罚.csv', manyDecisions(5000, 400))).json().id)
await office.platform.idle()

const settings = async (mostClues: number): Promise<void> => {
  const answer = await clerk.send('PUT', '/run-settings', { arrival: false, quietMinutes: 2, mostClues, mostTimes: 10, minutes: 60 })
  if (answer.statusCode !== 200) throw new Error(answer.body)
}
await settings(100)
act('run')
const held = await sent('run', '/models/late-service/runs', { asOf: '2026-10-30' })
await office.platform.idle()
act('confirm')
await sent('confirm', `/runs/${held}/confirm`, { reason: '已抽查' })
await office.platform.idle()
await settings(1000)
act('second run')
await sent('run', '/models/late-service/runs', { asOf: '2026-10-31' })
await office.platform.idle()

act('law')
acknowledged('law', (await sendLaw(office, clerk, manyStatutes())).json().id)
await office.platform.idle()

act('compaction')
const { id: home } = await db.selectFrom('organisation').select('id').where('parent_id', 'is', null).executeTakeFirstOrThrow()
await db.transaction().execute((tx) => insertJob(tx, platformActor(home), new Date(), { kind: 'compact', subjectId: 'penalty_decision' }))
await office.platform.idle()

act('withdrawal')
const { id } = await db.selectFrom('batch').select('id').where('file', '=', '处罚二.csv').executeTakeFirstOrThrow()
await sent('withdrawal', `/batches/${id}/withdrawal`, { reason: '第1次' })
act('giving back')
await sent('restoration', `/batches/${id}/restoration`, { reason: '第2次' })

act('rotation')
await sent('rotation', '/keys/rotation', { reason: '定期更换' })
await office.platform.idle()

act('destruction')
office.at(nextDay)
await office.platform.look()
await office.platform.idle()

office.at(day)

// The last one is really killed, in the middle of the next change of seals.
act('second rotation')
await sent('rotation', '/keys/rotation', { reason: '定期更换' })
writeSync(1, `${JSON.stringify({ kill: true })}\n`)
await office.platform.idle()
