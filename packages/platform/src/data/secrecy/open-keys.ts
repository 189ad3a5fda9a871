import { createHmac } from 'node:crypto'
import type { Message } from '@xiezhi/engine/message'
import { z } from 'zod'
import type { KeySource } from '../../config.ts'
import type { Db, Queries } from '../../store/database.ts'
import type { Keyring, SealKey } from './keyring.ts'
import { readKeys, sourceName } from './read-keys.ts'
import { unseal } from './seal.ts'

const setting = 'keys-check'

/** What tells keys apart without telling them: 64 bits of a keyed hash of each. Seals: those that something may be sealed with. */
const keyCheck = z.object({ token: z.string(), clue: z.string(), seals: z.array(z.string()) })
type KeyCheck = z.infer<typeof keyCheck>

const checkOf = (key: Buffer): string => createHmac('sm3', key).update('xiezhi check of keys').digest('hex').slice(0, 16)
const sealCheck = ({ cipher, mac }: SealKey): string => checkOf(Buffer.concat([cipher, mac]))
const checkOfRing = (keys: Keyring): KeyCheck => ({
  token: checkOf(keys.token),
  clue: checkOf(keys.clue),
  seals: [...(keys.older ?? []), { cipher: keys.sealCipher, mac: keys.sealMac }].map(sealCheck),
})

async function keptCheck(db: Queries, organisationId: string): Promise<KeyCheck | undefined> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('organisation_id', '=', organisationId)
    .where('key', '=', setting)
    .executeTakeFirst()
  return row && keyCheck.parse(row.value)
}

/** Notes which keys the data are made with. */
export async function keepCheck(db: Queries, organisationId: string, keys: Keyring): Promise<void> {
  const value = JSON.stringify(checkOfRing(keys))
  await db
    .insertInto('setting')
    .values({ organisation_id: organisationId, key: setting, value })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doUpdateSet({ value }))
    .execute()
}

/**
 * The keys of a data folder: those that its data were made with, or a refusal. Other keys would quietly give the same person
 * another token, and nothing would meet any more. Asked before a first start makes anything, accounts with their passwords above all;
 * what is found to fit is noted with `keepCheck`.
 */
export async function openKeys(db: Db, source: KeySource): Promise<{ keys: Keyring } | { refusal: Message }> {
  const home = await db.selectFrom('organisation').select('id').where('parent_id', 'is', null).executeTakeFirst()
  const kept = home && (await keptCheck(db, home.id))
  const used = kept !== undefined || (await db.selectFrom('import_file').select('id').limit(1).executeTakeFirst()) !== undefined
  const read = await readKeys(source, !used)
  if ('refusal' in read) return read
  const { keys } = read
  const where = sourceName(source)
  const now = checkOfRing(keys)
  if (kept) {
    if (kept.token !== now.token || kept.clue !== now.clue) return { refusal: { code: 'keys.other', values: { where } } }
    if (kept.seals.some((seal) => !now.seals.includes(seal))) return { refusal: { code: 'keys.seal-gone', values: { where } } }
  } else {
    // A folder of before checks were kept: something sealed tells.
    const sealed =
      (await db.selectFrom('vault').select('sealed').limit(1).executeTakeFirst()) ??
      (await db.selectFrom('quarantine').select('sealed').limit(1).executeTakeFirst())
    if (sealed && unseal(keys, sealed.sealed) === null) return { refusal: { code: 'keys.other', values: { where } } }
  }
  return read
}
