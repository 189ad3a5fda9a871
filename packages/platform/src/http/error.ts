import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isDiskFull } from '../store/disk-full.ts'
import { sendProblem } from './problem.ts'

/** What the server itself refuses, by Fastify's codes. */
const known: Readonly<Record<string, { readonly status: number; readonly code: string }>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: 'http.not-json' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: 'http.not-json' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'http.media-type' },
  FST_INVALID_MULTIPART_CONTENT_TYPE: { status: 415, code: 'http.media-type' },
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'http.too-large' },
  FST_REQ_FILE_TOO_LARGE: { status: 413, code: 'http.too-large' },
  FST_FILES_LIMIT: { status: 413, code: 'http.too-large' },
}

/** A defect is logged under a number; the person sees the number, never the inside of the server. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = known[error.code ?? '']
  if (refusal) return sendProblem(request, reply, refusal.status, { code: refusal.code })
  if (error.statusCode === 429) return sendProblem(request, reply, 429, { code: 'access.too-fast' })
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return sendProblem(request, reply, 400, { code: 'http.not-allowed' })
  if (isDiskFull(error)) {
    request.log.error({ err: error, url: request.url }, 'disk full')
    return sendProblem(request, reply, 507, { code: 'http.disk-full' })
  }
  const reference = randomUUID().slice(0, 8)
  request.log.error({ err: error, reference, url: request.url }, 'request failed')
  return sendProblem(request, reply, 500, { code: 'http.internal', values: { reference } })
}
