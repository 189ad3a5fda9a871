import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import statics from '@fastify/static'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { readToken } from './access/cookie.ts'
import type { Sessions } from './access/sessions.ts'
import { handleError } from './http/error.ts'
import { byteType, mount, rowTypes } from './http/mount.ts'
import { localeOf, sendProblem } from './http/problem.ts'
import type { Route } from './http/route.ts'
import type { PushKeys } from './push/keys.ts'

export interface AppParts {
  readonly routes: readonly Route[]
  readonly sessions: Sessions
  readonly pushKeys: PushKeys
  /** Whether the platform can work: with the demonstration asked for, only when it is in. */
  readonly ready: () => boolean
  readonly webDir: string
  readonly uploadBytes: number
  readonly version: string
}

/** The strict policy of the pages: no script but ours, no style without this answer's nonce. */
const policy = (nonce: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: 1024 * 1024, logger: { level: 'error', stream: process.stderr } })
  // `route` reads requests with the contract's types, in the language asked for; answers are written by `mount`.
  app.setValidatorCompiler(() => (value: unknown) => ({ value }))
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.decorateRequest('actor', undefined)
  app.setErrorHandler(handleError)
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer').header('x-frame-options', 'DENY')
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  })

  // Rows are read as they come, by whoever serves them.
  app.addContentTypeParser([...rowTypes, byteType], (_request, payload, done) => done(null, payload))
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  await app.register(multipart, { limits: { fileSize: parts.uploadBytes, files: 1, fields: 10 } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Xiezhi (獬豸)', version: parts.version },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'xiezhi_session' }, key: { type: 'http', scheme: 'bearer' } },
      },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })

  for (const route of parts.routes)
    mount(app, route, async (request) => {
      const door = { address: request.ip, locale: localeOf(request) }
      const secret = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
      if (secret) return parts.pushKeys.actorBy(secret, door)
      const token = readToken(request)
      return token ? parts.sessions.actorBy(token, door) : undefined
    })

  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
  )
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => reply.send({ status: 'alive' }))
  app.get('/readyz', { schema: { hide: true } }, async (request, reply) =>
    parts.ready() ? reply.send({ status: 'ready' }) : sendProblem(request, reply, 503, { code: 'http.starting' }),
  )
  await servePages(app, parts.webDir)
  return app
}

/** The browser application: files with a hash in their name stay in caches, the one page is made fresh with its nonce. */
async function servePages(app: FastifyInstance, webDir: string): Promise<void> {
  const page = join(webDir, 'index.html')
  const built = existsSync(page)
  if (built)
    await app.register(statics, {
      root: webDir,
      wildcard: false,
      index: false,
      preCompressed: true,
      globIgnore: ['index.html', '**/*.br', '**/*.gz'],
      setHeaders: (reply, path) => {
        reply.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  const html = built ? readFileSync(page, 'utf8') : ''
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const forPages = (request.method === 'GET' || request.method === 'HEAD') && !/^\/(api|assets)(\/|$)/.test(path)
    if (!forPages) return sendProblem(request, reply, 404, { code: 'http.not-found', values: { path } })
    if (!built) return sendProblem(request, reply, 503, { code: 'http.no-web' })
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', policy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html.replaceAll('__CSP_NONCE__', nonce))
  })
}
