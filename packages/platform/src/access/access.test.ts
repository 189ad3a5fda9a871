import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contractEndpoints } from '../http/operations.ts'
import { adminPassword, type Client, cookieOf, type Office, openOffice } from '../testing/office.ts'
import { permissionsFor, roleNames } from './actor.ts'

let office: Office
let clients: Readonly<Record<(typeof roleNames)[number], Client>>

beforeAll(async () => {
  office = await openOffice()
  clients = { administrator: await office.signIn(['administrator']), procurator: await office.signIn(['procurator']) }
})
afterAll(() => office.close())

const ask = (method: string, url: string, headers: Record<string, string> = {}, payload?: object) =>
  office.platform.app.inject({ method: method as 'GET', url: `/api${url}`, headers, ...(payload ? { payload } : {}) })
const addressOf = (path: string): string => path.replace(':format', 'csv').replace(/:\w+/g, 'none')

describe('who may do what', () => {
  test('every endpoint of the contract is served, and nothing else', async () => {
    const served: Record<string, Record<string, { operationId: string }>> = (await ask('GET', '/openapi.json')).json().paths
    const operations = Object.values(served).flatMap((methods) => Object.values(methods).map((one) => one.operationId))
    expect(operations.sort()).toEqual([...contractEndpoints.keys()].sort())
  })

  test.each([...contractEndpoints])('%s asks for sign-in and permission', async (name, endpoint) => {
    const { method, permission } = endpoint
    const url = addressOf(endpoint.path)
    const stranger = await ask(method, url)
    if (permission === 'public') return expect(stranger.statusCode).not.toBe(403)
    expect([stranger.statusCode, stranger.json().code]).toEqual([401, 'access.signed-out'])
    expect((await ask(method, url, { cookie: 'xiezhi_session=forged' })).statusCode).toBe(401)
    for (const role of roleNames) {
      if (name === 'signOut') continue
      const answer = await ask(method, url, { cookie: clients[role].cookie })
      const allowed = permission === 'signed-in' || permissionsFor([role]).includes(permission)
      if (allowed) expect([401, 403, 500]).not.toContain(answer.statusCode)
      else expect([answer.statusCode, answer.json().code]).toEqual([403, 'access.forbidden'])
    }
  })
})

describe('signing in', () => {
  test('sets a cookie that scripts and other sites never see, and that is Secure behind https', async () => {
    const plain = await ask('POST', '/session', {}, { account: 'admin', password: adminPassword })
    expect(plain.headers['set-cookie']).toMatch(/^xiezhi_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(plain.json()).toMatchObject({ account: 'admin', roles: ['administrator', 'procurator'], mustChangePassword: false })
    const proxied = await ask('POST', '/session', { 'x-forwarded-proto': 'https' }, { account: 'admin', password: adminPassword })
    expect(proxied.headers['set-cookie']).toMatch(/; Secure/)
  })

  test('says the same of a wrong password and of an account that is not there', async () => {
    const wrong = await ask('POST', '/session', {}, { account: 'admin', password: 'wrong' })
    const nobody = await ask('POST', '/session', {}, { account: 'nobody', password: 'wrong' })
    expect(wrong.statusCode).toBe(401)
    expect(wrong.json()).toEqual(nobody.json())
    expect(wrong.headers['content-type']).toMatch('application/problem+json')
  })

  test('is closed after five failures for a quarter of an hour, and only for that account', async () => {
    const client = await office.signIn(['procurator'])
    const enter = (password: string) => ask('POST', '/session', {}, { account: client.account, password })
    for (let n = 0; n < 5; n++) expect((await enter('wrong')).statusCode).toBe(401)
    expect((await enter('procurator of tests')).json()).toMatchObject({ status: 429, code: 'access.locked' })
    expect((await ask('POST', '/session', {}, { account: 'admin', password: adminPassword })).statusCode).toBe(200)
    office.at('2026-11-02T02:16:00Z')
    expect((await enter('procurator of tests')).statusCode).toBe(200)
    office.at('2026-11-02T02:00:00Z')
  })

  test('ends after two idle hours, after twelve hours, and at sign-out', async () => {
    const idle = await office.signIn(['procurator'])
    const busy = await office.signIn(['procurator'])
    for (let hour = 3; hour <= 13; hour++) {
      office.at(`2026-11-02T${String(hour).padStart(2, '0')}:30:00Z`)
      expect((await busy.get('/session')).statusCode).toBe(200)
    }
    expect((await idle.get('/session')).statusCode).toBe(401)
    office.at('2026-11-02T14:01:00Z')
    expect((await busy.get('/session')).statusCode).toBe(401)
    office.at('2026-11-02T02:00:00Z')
    const brief = await office.signIn(['procurator'])
    expect((await brief.send('DELETE', '/session')).statusCode).toBe(204)
    expect((await brief.get('/session')).statusCode).toBe(401)
  })

  test('does not keep a token that could be used', async () => {
    const client = await office.signIn(['procurator'])
    const rows = await office.platform.store.db.selectFrom('session').select('token_hash').execute()
    expect(rows.map((row) => row.token_hash)).not.toContain(client.cookie.split('=')[1])
  })
})

describe('a request from elsewhere', () => {
  test.each([
    ['another origin', { origin: 'http://evil.example' }],
    ['no origin at all', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring host', { 'sec-fetch-site': 'same-site' }],
  ])('writes nothing: %s', async (_, headers) => {
    const answer = await ask('PUT', '/session/password', { cookie: clients.procurator.cookie, ...headers }, { current: 'a', next: 'b' })
    expect(answer.json()).toMatchObject({ status: 403, code: 'access.other-site' })
  })

  test('from our own pages goes through', async () => {
    const headers = {
      cookie: clients.procurator.cookie,
      origin: 'http://office.example',
      host: 'office.example',
      'sec-fetch-site': 'same-origin',
    }
    const answer = await ask('PUT', '/session/password', headers, { current: 'not it', next: 'long enough now' })
    expect(answer.json().code).toBe('access.wrong-current-password')
  })
})

describe('accounts', () => {
  test('a new one gets a first password, can do nothing before changing it, and everything after', async () => {
    const made = await clients.administrator.send('POST', '/users', { account: 'wang.min', name: '王敏', roles: ['procurator'] })
    expect(made.statusCode).toBe(201)
    const { user, password } = made.json()
    const entered = await ask('POST', '/session', {}, { account: 'wang.min', password })
    expect(entered.json().mustChangePassword).toBe(true)
    const cookie = cookieOf(entered)
    expect((await ask('GET', '/datasets', { cookie })).json().code).toBe('access.must-change-password')
    expect((await ask('PUT', '/session/password', { cookie }, { current: password, next: 'short' })).statusCode).toBe(400)
    expect((await ask('PUT', '/session/password', { cookie }, { current: password, next: password })).json().code).toBe(
      'access.same-password',
    )
    expect((await ask('PUT', '/session/password', { cookie }, { current: password, next: '一个足够长的全新密码' })).statusCode).toBe(204)
    expect((await ask('GET', '/datasets', { cookie })).statusCode).toBe(200)

    const again = await clients.administrator.send('POST', '/users', { account: 'wang.min', name: '王敏', roles: ['procurator'] })
    expect(again.json()).toMatchObject({ status: 409, code: 'access.account-taken' })
    const off = await clients.administrator.send('PUT', `/users/${user.id}`, { disabled: true })
    expect(off.json()).toMatchObject({ disabled: true, name: '王敏' })
    expect((await ask('GET', '/datasets', { cookie })).statusCode).toBe(401)
    expect((await ask('POST', '/session', {}, { account: 'wang.min', password: '一个足够长的全新密码' })).statusCode).toBe(401)
  })

  test('a reset password ends the sessions', async () => {
    const client = await office.signIn(['procurator'])
    const reset = await clients.administrator.send('POST', `/users/${client.userId}/password`)
    expect((await client.get('/session')).statusCode).toBe(401)
    expect(
      (await ask('POST', '/session', {}, { account: client.account, password: reset.json().password })).json().mustChangePassword,
    ).toBe(true)
  })

  test('the last administrator stays', async () => {
    const listed = (await clients.administrator.get('/users?size=200')).json().items as { id: string; roles: string[] }[]
    const administrators = listed.filter(({ roles }) => roles.includes('administrator'))
    for (const { id } of administrators.filter((one) => one.id !== clients.administrator.userId))
      expect((await clients.administrator.send('PUT', `/users/${id}`, { roles: ['procurator'] })).statusCode).toBe(200)
    const last = await clients.administrator.send('PUT', `/users/${clients.administrator.userId}`, { disabled: true })
    expect(last.json()).toMatchObject({ status: 422, code: 'access.last-administrator' })
  })
})

describe('the log', () => {
  test('tells who did what, in Chinese or English, and is intact', async () => {
    const page = (await clients.administrator.get('/audit?action=user.create&size=5')).json()
    expect(page.items[0]).toMatchObject({
      actionLabel: '开立账号',
      detail: '账号 wang.min（王敏），角色 procurator',
      actor: clients.administrator.account,
    })
    const english = await ask('GET', '/audit?action=user.create', { cookie: clients.administrator.cookie, 'accept-language': 'en-GB' })
    expect(english.json().items[0].actionLabel).toBe('Account opened')
    expect((await clients.administrator.send('POST', '/audit/verify')).json()).toMatchObject({ intact: true, firstBroken: null })
    expect((await clients.administrator.get('/audit?from=2026-11-03')).json().total).toBe(0)
    expect((await clients.administrator.get('/audit?to=2026-11-02&q=王敏')).json().total).toBeGreaterThan(0)
  })

  test('never holds a password', async () => {
    const rows = await office.platform.store.db.selectFrom('audit').select('detail').execute()
    expect(rows.map((row) => row.detail).join()).not.toMatch(/password|of tests|新密码|全新/)
  })
})

describe('the door', () => {
  test('says in Chinese, or English, what is wrong with a request', async () => {
    const wrong = await clients.administrator.send('POST', '/users', { account: '王', name: '', roles: [] })
    expect(wrong.json()).toMatchObject({ status: 400, code: 'http.invalid', title: '请求有误' })
    expect(wrong.json().errors.map((one: { at: string }) => one.at)).toEqual(['account', 'name', 'roles'])
    expect(wrong.json().errors[1].message).toMatch(/[\u4e00-\u9fff]/)
    const torn = await office.platform.app.inject({
      method: 'POST',
      url: '/api/users',
      headers: { cookie: clients.administrator.cookie, 'content-type': 'application/json' },
      payload: '{"account":',
    })
    expect(torn.json()).toMatchObject({ status: 400, code: 'http.not-json' })
    for (const answer of [
      await clients.administrator.get('/users?q=%00'),
      await clients.administrator.send('POST', '/users', { account: 'wang', name: '王\0敏', roles: ['procurator'] }),
    ])
      expect(answer.json()).toMatchObject({ status: 400, code: 'http.invalid', errors: [{ message: expect.stringContaining('NUL') }] })
  })

  test('shows the API as OpenAPI 3.1, lives, and has no such page', async () => {
    const api = (await ask('GET', '/openapi.json')).json()
    expect(api.openapi).toBe('3.1.0')
    expect(api.paths['/api/session'].post.operationId).toBe('signIn')
    // Those who write agencies' systems see what is sent and answered.
    const push = api.paths['/api/push/{dataset}'].post
    expect(push.parameters.map((one: { name: string }) => one.name)).toEqual(expect.arrayContaining(['idempotency-key', 'from', 'to']))
    expect(JSON.stringify(push.requestBody.content['text/csv'])).toContain('行政处罚决定书文号')
    expect(JSON.stringify(api.components.schemas.Receipt)).toContain('2026-11-22-001')
    expect((await office.platform.app.inject('/healthz')).statusCode).toBe(200)
    expect((await office.platform.app.inject('/readyz')).statusCode).toBe(200)
    expect((await ask('GET', '/nothing')).json()).toMatchObject({ status: 404, code: 'http.not-found' })
  })
})
