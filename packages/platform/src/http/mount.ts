import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { may } from '../access/actor.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import { problem } from '../contract/shapes.ts'
import { type FileAnswer, mediaTypes } from '../export/table-file.ts'
import { isRefusal, refuse } from '../refusal.ts'
import { operationOf } from './operations.ts'
import { sendProblem, sendRefusal } from './problem.ts'
import type { Invalid, Route } from './route.ts'

export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => Promise<Actor | undefined>

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | undefined
  }
}

/** May be called with a first password that is still to be changed. */
const beforePasswordChange = new Set(['whoAmI', 'signOut', 'changePassword'])

/** What may be asked so often a minute from one address, and no oftener. */
const rates: Readonly<Record<string, number>> = { signIn: 60, pushBatch: 300, getReceipt: 600, tryDatabase: 30 }

const isFile = (value: unknown): value is FileAnswer => typeof value === 'object' && value !== null && 'stream' in value
const isInvalid = (value: unknown): value is Invalid => typeof value === 'object' && value !== null && 'invalid' in value

/**
 * A write must come from our own pages. Browsers say where a request comes from; programs that say nothing carry no
 * cookie of a person by accident.
 */
function fromElsewhere(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const site = request.headers['sec-fetch-site']
  if (typeof site === 'string' && site !== 'same-origin' && site !== 'none') return true
  const origin = request.headers.origin
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.host
}

/** The one way an endpoint of the contract becomes an address: origin, sign-in, permission, validation, answer. */
export function mount(app: FastifyInstance, route: Route, authenticate: Authenticate): void {
  const { endpoint } = route
  const operationId = operationOf(endpoint)
  app.route({
    method: endpoint.method,
    url: `/api${endpoint.path}`,
    schema: describe(endpoint, operationId),
    ...(operationId in rates ? { config: { rateLimit: { max: rates[operationId], timeWindow: '1 minute' } } } : {}),
    // Before the body is read: nobody's upload is taken who may not upload.
    onRequest: async (request, reply) => {
      if (fromElsewhere(request)) return sendRefusal(request, reply, refuse('forbidden', 'access.other-site'))
      if (endpoint.permission === 'public') return
      const actor = await authenticate(request, reply)
      if (!actor)
        return sendRefusal(
          request,
          reply,
          refuse('unauthenticated', request.headers.authorization ? 'access.bad-key' : 'access.signed-out'),
        )
      if (actor.mustChangePassword && !beforePasswordChange.has(operationId))
        return sendRefusal(request, reply, refuse('forbidden', 'access.must-change-password'))
      if (endpoint.permission !== 'signed-in' && !may(actor, endpoint.permission))
        return sendRefusal(request, reply, refuse('forbidden', 'access.forbidden'))
      request.actor = actor
    },
    handler: async (request, reply) => {
      const answer = await route.handle(request, reply, request.actor)
      if (isInvalid(answer)) {
        const first = answer.invalid[0]
        const text = first ? `${first.at} ${first.message}`.trim() : ''
        return sendProblem(request, reply, 400, { code: 'http.invalid', values: { first: text } }, answer.invalid)
      }
      if (isRefusal(answer)) return sendRefusal(request, reply, answer)
      reply.header('cache-control', 'no-store')
      if (isFile(answer)) {
        reply.header('content-disposition', `attachment; filename="export"; filename*=UTF-8''${encodeURIComponent(answer.name)}`)
        return reply.type(answer.mediaType).send(answer.stream)
      }
      reply.code(endpoint.status ?? 200)
      if (endpoint.status === 204) return reply.send()
      // Only what the contract names goes out: a field that a service adds by mistake is dropped here.
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(endpoint.response.parse(answer)))
    },
  })
}

/** What OpenAPI says of it. Validation itself is done in `route`, in the language asked for. */
const describe = (endpoint: Endpoint, operationId: string) => ({
  operationId,
  summary: endpoint.summary,
  tags: [endpoint.path.split(/[/.]/)[1] ?? ''],
  ...(endpoint.permission === 'public' ? { security: [] } : {}),
  ...(endpoint.params ? { params: endpoint.params } : {}),
  ...(endpoint.query ? { querystring: endpoint.query } : {}),
  ...(endpoint.body ? { body: endpoint.body } : {}),
  ...(endpoint.consumes === 'multipart' ? { consumes: ['multipart/form-data'], body: multipartForm } : {}),
  ...(endpoint.consumes === 'rows' ? { consumes: rowTypes, body: rowContent, headers: rowHeaders } : {}),
  ...(endpoint.consumes === 'bytes' ? { consumes: [byteType], body: fileContent } : {}),
  ...(endpoint.permission === 'data.push' ? { security: [{ key: [] }] } : {}),
  ...(endpoint.produces ? { produces: endpoint.produces === 'xlsx' ? [mediaTypes.xlsx] : Object.values(mediaTypes) } : {}),
  response: { [endpoint.status ?? 200]: endpoint.produces ? fileContent : endpoint.response, '4xx': problem },
})

/** Rows as they come, in one of these forms. */
/** A part of a file. */
export const byteType = 'application/octet-stream'
export const rowTypes = ['application/x-ndjson', 'text/csv']
const fileContent = z.any().meta({ type: 'string', format: 'binary' })
const rowContent = z.any().meta({
  type: 'string',
  format: 'binary',
  examples: [
    '{"decision_no":"云交罚〔2026〕12号","party_name":"许桂","decision_date":"2026-11-20","fine_amount":2000,"agency_code":"11529999MB1D00119G"}\n',
    '行政处罚决定书文号,行政相对人名称,处罚决定日期,罚款金额（元）\n云交罚〔2026〕12号,许桂,2026-11-20,2000\n',
  ],
})
const rowHeaders = z.object({
  'idempotency-key': z.string().meta({ description: 'The sender’s own name of the delivery.', examples: ['2026-11-22-001'] }),
})
const multipartForm = z.object({ file: fileContent })
