import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('another catalogue is read from its folder, and brings no demonstration', () => {
  expect(readConfig({ XIEZHI_CATALOGUE: '/srv/ours' })).toMatchObject({ config: { catalogueDir: '/srv/ours', demo: false } })
  expect(readConfig({})).toMatchObject({ config: { catalogueDir: expect.stringMatching(/\/catalogue$/), demo: true } })
})

test('what cannot be meant is refused by its name', () => {
  expect(readConfig({ XIEZHI_PORT: '70000' })).toMatchObject({ refusal: { code: 'config.port' } })
  expect(readConfig({ XIEZHI_MEMORY: 'much' })).toMatchObject({ refusal: { code: 'config.memory' } })
  expect(readConfig({ XIEZHI_ADMIN_PASSWORD: 'short' })).toMatchObject({ refusal: { code: 'config.admin-password' } })
  expect(readConfig({ XIEZHI_KEYS: '{}', XIEZHI_KEYS_FILE: 'k' })).toMatchObject({ refusal: { code: 'config.keys-twice' } })
})
