import { parseStandard } from '@xiezhi/engine/data/standard'
import type { Message } from '@xiezhi/engine/message'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { Shelf } from '../workshop/shelf.ts'
import { standardsAtStart } from './store.ts'

/** Puts what offices have made on the shelf; tells what could not be read. */
export async function shelveStandards(db: Db, shelf: Shelf, organisationId: string): Promise<readonly Message[]> {
  const lost: Message[] = []
  for (const one of await standardsAtStart(db, organisationId)) {
    if (one.files === null) continue
    const { standard, findings } = parseStandard(one.files['standard.yml'] ?? '', `${one.id}/standard.yml`, shelf.catalogue.dictionaries)
    if (standard && !shelf.isOwnStandard(one.id)) shelf.putStandard(one.id, standard)
    else lost.push({ code: 'standards.lost', values: { id: one.id, why: findings[0] ? tell(findings[0].message) : '' } })
  }
  return lost
}
