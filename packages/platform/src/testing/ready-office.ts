import { formatNumeral } from '@xiezhi/engine/citation/numeral'
import { type FormFile, statuteFile } from './law-form.ts'
import { openOffice } from './office.ts'
import { decisions, identityNo, manyDecisions, manyProcesses } from './papers.ts'

export const day = '2026-11-02T02:00:00Z'
/** When the term of the original with one is over; sessions of before are over too. */
export const nextDay = '2026-11-03T17:00:00Z'
export const most = 400

/** For tests: an office in which something is ready to be done of each heavy kind; tells who is signed in there, and what is to be destroyed. */
export async function makeReady(dir: string): Promise<{ readonly cookie: string; readonly temporary: string }> {
  const office = await openOffice({}, dir)
  const clerk = await office.signIn(['procurator', 'administrator'])
  const facts = { agencyCode: null, contact: '', legalBasis: '', purpose: '', usedFrom: null, usedUntil: null, keepRawDays: 1 }
  const source = (await clerk.send('POST', '/sources', { name: '短期', ...facts })).json()
  await clerk.upload('过程.csv', manyProcesses(most))
  await clerk.upload('处罚.csv', manyDecisions(0, most))
  // Without a number a row is refused, and so sealed as it came.
  const [, refused = ''] = decisions({ no: '', party: '程远', id: identityNo(3), on: '2025-03-03' }).split('\n')
  await clerk.upload('处罚二.csv', `${manyDecisions(most - 10, 20)}\n${refused}`)
  office.at('2026-11-01T02:00:00Z')
  const temporary = (await clerk.upload('到期.csv', manyDecisions(9000, 3), `?source=${source.id}`)).json().id
  office.at(day)
  await office.platform.idle()
  await office.platform.close()
  return { cookie: clerk.cookie, temporary }
}

export const articlesOf = { statutes: 8, articles: 40 } as const
export const manyStatutes = (): FormFile[] => {
  const articles = Array.from({ length: articlesOf.articles }, (_, n) => `第${formatNumeral(n + 1)}条 晒谷第${n + 1}项。`)
  return Array.from({ length: articlesOf.statutes }, (_, n) =>
    statuteFile({ name: `云岑县第${n + 1}号办法`, date: '2020-01-01', effective: '2020-02-01' }, ...articles),
  )
}
