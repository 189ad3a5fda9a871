import { writeSync } from 'node:fs'
import { readAllowed } from '../databases/address.ts'
import { openOffice, until } from './office.ts'

/** For tests: a server in a process of its own that reads a database, to be killed in the middle. It says what it has acknowledged. */
const [dir = '', asked = '{}'] = process.argv.slice(2)
const facts: { readonly port: number } = JSON.parse(asked)
const say = (line: object): void => {
  writeSync(1, `${JSON.stringify(line)}\n`)
}
const office = await openOffice({ databases: readAllowed(`127.0.0.1:${facts.port}`) ?? [] }, dir)
const clerk = await office.signIn(['procurator'])
const footing = { agencyCode: null, contact: '', legalBasis: '', purpose: '', usedFrom: null, usedUntil: null, keepRawDays: null }
const source = (await clerk.send('POST', '/sources', { name: '县交通运输局', ...footing })).json().id
const made = await clerk.send('POST', `/sources/${source}/databases`, facts)
const link = made.json().id
if (!link) throw new Error(made.body)
await clerk.send('POST', `/sources/${source}/databases/${link}/pulls`)
await until(
  async () => (await clerk.get(`/sources/${source}/databases/${link}/pulls`)).json().items[0],
  ({ progress }) => progress?.done > 0,
)
say({ source, link })
