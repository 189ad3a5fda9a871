import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

const name = 'xiezhi_session'

/** Behind https the cookie never travels in the clear; a proxy that ends TLS says so in `x-forwarded-proto`. */
const secure = (request: FastifyRequest): boolean => request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'

export const readToken = (request: FastifyRequest): string | undefined => request.cookies[name]

export function setToken(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(name, token, { path: '/', httpOnly: true, sameSite: 'strict', secure: secure(request) })
}

export function clearToken(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'strict', secure: secure(request) })
}
