import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import type { Store } from '../../store/database.ts'
import { freshDataDir, openTestStore } from '../../testing/template.ts'
import { tell } from '../../texts.ts'
import { freshSeal, openKeyring, parseKeys, writeKeys } from './keyring.ts'
import { keepCheck, openKeys } from './open-keys.ts'
import { seal, unseal } from './seal.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiezhi-keys-'))
const path = join(folder, 'keys.json')
const file = { from: 'file', path } as const
let dir: string
let store: Store

beforeAll(async () => {
  dir = await freshDataDir()
  store = await openTestStore(dir)
  await store.db
    .insertInto('organisation')
    .values({ id: 'o', parent_id: null, name: 'o', kind: 'procuratorate', division_code: '', created_at: '2026-11-02' })
    .execute()
})
afterAll(async () => {
  await store.close()
  rmSync(dir, { recursive: true })
  rmSync(folder, { recursive: true })
})
const open = (source: Parameters<typeof openKeys>[1]) =>
  openKeys(store.db, source).then(async (answer) => {
    if ('keys' in answer) await keepCheck(store.db, 'o', answer.keys)
    return answer
  })
const codeOf = (answer: Awaited<ReturnType<typeof open>>) => ('refusal' in answer ? answer.refusal.code : 'fits')

test('makes keys on the first start alone; later a missing file is refused', async () => {
  expect(codeOf(await open(file))).toBe('fits')
  expect(codeOf(await open(file))).toBe('fits')
  renameSync(path, `${path}.away`)
  expect(codeOf(await open(file))).toBe('keys.missing')
  renameSync(`${path}.away`, path)
})

test('takes the same keys from the environment or a program, and says where they fail', async () => {
  const text = readFileSync(path, 'utf8')
  expect(codeOf(await open({ from: 'environment', text }))).toBe('fits')
  expect(codeOf(await open({ from: 'environment', text: '{"version":1}' }))).toBe('keys.unreadable')
  const program = (code: string) => ({ from: 'program', command: [process.execPath, '-e', code] }) as const
  expect(codeOf(await open(program(`process.stdout.write(require('fs').readFileSync(${JSON.stringify(path)}))`)))).toBe('fits')
  expect(codeOf(await open(program('process.exit(3)')))).toBe('keys.program')
  expect(codeOf(await open({ from: 'program', command: [join(folder, 'none')] }))).toBe('keys.program')
  const refused = await open({ from: 'environment', text: text.slice(0, 60) })
  if (!('refusal' in refused)) throw new Error('taken')
  expect(tell(refused.refusal)).not.toMatch(/[0-9a-f]{16}/)
})

test('refuses keys that are not those of the data', async () => {
  const other = join(folder, 'other.json')
  openKeyring(other)
  expect(codeOf(await open({ from: 'file', path: other }))).toBe('keys.other')
})

test('opens with seals of before, and refuses when one that is in use is gone', async () => {
  const keys = parseKeys(readFileSync(path, 'utf8'))!
  const next = freshSeal()
  const both = { ...keys, sealCipher: next.cipher, sealMac: next.mac, older: [{ cipher: keys.sealCipher, mac: keys.sealMac }] }
  expect(parseKeys(writeKeys(both))).toEqual(both)
  const [before] = seal(keys, ['11010519491231002X'])
  const [after] = seal(both, ['11010519491231002X'])
  expect(unseal(both, before!)).toBe('11010519491231002X')
  expect(unseal(keys, after!)).toBeNull()
  expect(codeOf(await open({ from: 'environment', text: writeKeys(both) }))).toBe('fits')
  const { older: _, ...alone } = both
  expect(codeOf(await open({ from: 'environment', text: writeKeys(alone) }))).toBe('keys.seal-gone')
  writeFileSync(path, writeKeys(both))
})

test('one of the three variables at a time, a program without a shell', () => {
  const keysOf = (env: Record<string, string>) => {
    const read = readConfig(env)
    return 'refusal' in read ? read.refusal.code : read.config.keys
  }
  expect(keysOf({})).toBeUndefined()
  expect(keysOf({ XIEZHI_KEYS_COMMAND: 'vault read  x' })).toEqual({ from: 'program', command: ['vault', 'read', 'x'] })
  expect(keysOf({ XIEZHI_KEYS_COMMAND: '["a b","$c"]' })).toEqual({ from: 'program', command: ['a b', '$c'] })
  expect(keysOf({ XIEZHI_KEYS_COMMAND: '[1]' })).toBe('config.keys-command')
  expect(keysOf({ XIEZHI_KEYS: '{}', XIEZHI_KEYS_FILE: 'x' })).toBe('config.keys-twice')
})
