import type { Queries } from '../store/database.ts'
import { hashAct, readAct } from './store.ts'

/** Recomputes the chain of every matter: each act from the one before, the last one as the matter's head and state. */
export async function verifyActs(db: Queries): Promise<{ acts: number; broken: readonly string[] }> {
  const broken: string[] = []
  let acts = 0
  const size = 500
  for (let after = ''; ; ) {
    const matters = await db
      .selectFrom('matter')
      .select(['id', 'state', 'seq', 'head'])
      .where('id', '>', after)
      .where('seq', '>', 0)
      .orderBy('id')
      .limit(size)
      .execute()
    for (const matter of matters) {
      const rows = await db.selectFrom('act').selectAll().where('matter_id', '=', matter.id).orderBy('seq').execute()
      let previous = ''
      let sound = rows.length === matter.seq
      for (const [index, row] of rows.entries()) {
        const act = readAct(row)
        sound &&= act.seq === index + 1 && act.previous === previous && hashAct(matter.id, act) === act.hash
        previous = act.hash
      }
      if (!sound || previous !== matter.head || rows.at(-1)?.to_state !== matter.state) broken.push(matter.id)
      acts += rows.length
    }
    const last = matters.at(-1)
    if (matters.length < size || !last) return { acts, broken }
    after = last.id
  }
}
