import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../store/database.ts'
import { freshDataDir, openTestStore } from './template.ts'

/** For tests: a store, embedded or at the address of a PostgreSQL, with `office_one` and `office_two`, who must not see each other. */
export async function openTwoOffices(at: Date, url: string | undefined): Promise<{ store: Store; close(): Promise<void> }> {
  const dir = url === undefined ? await freshDataDir() : mkdtempSync(join(tmpdir(), 'xiezhi-test-'))
  const store = await openTestStore(dir, url)
  for (const id of ['office_one', 'office_two'])
    await store.db
      .insertInto('organisation')
      .values({ id, parent_id: null, name: id, kind: 'procuratorate', division_code: '529999', created_at: at.toISOString() })
      .execute()
  return {
    store,
    async close() {
      await store.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
