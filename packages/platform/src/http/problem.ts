import type { Locale, Message } from '@xiezhi/engine/message'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../contract/shapes.ts'
import type { Refusal, RefusalKind } from '../refusal.ts'
import { tell } from '../texts.ts'

const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
}

/** The language asked for: English only when it comes first, else Chinese. */
export const localeOf = (request: FastifyRequest): Locale => (/^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN')

/** RFC 9457: a stable code for programs, a sentence for people. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  message: Message,
  errors?: Problem['errors'],
): FastifyReply {
  const locale = localeOf(request)
  const problem: Problem = {
    type: 'about:blank',
    title: tell({ code: `http.title.${status}` }, locale),
    status,
    code: message.code,
    detail: tell(message, locale),
    ...(errors ? { errors } : {}),
  }
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

export const sendRefusal = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply =>
  sendProblem(request, reply, statusOf[refusal.refused], refusal.message)
