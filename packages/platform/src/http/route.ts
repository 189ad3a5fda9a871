import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import type { FileAnswer } from '../export/table-file.ts'
import type { Refusal } from '../refusal.ts'
import { tell } from '../texts.ts'

type Read<S> = S extends z.ZodType ? z.output<S> : undefined

/** A request after the door: who asks, and what, already in the contract's types. */
export interface Call<E extends Endpoint> {
  readonly actor: E['permission'] extends 'public' ? Actor | undefined : Actor
  readonly params: Read<E['params']>
  readonly query: Read<E['query']>
  readonly body: Read<E['body']>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}
type Answer<E extends Endpoint> = (E['produces'] extends string ? FileAnswer : z.input<E['response']>) | Refusal

export interface Invalid {
  readonly invalid: { readonly at: string; readonly message: string }[]
}

/** An endpoint of the contract with what serves it. */
export interface Route {
  readonly endpoint: Endpoint
  readonly handle: (request: FastifyRequest, reply: FastifyReply, actor: Actor | undefined) => Promise<unknown>
}

const locales = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError }

/** Where in what was sent a text holds a NUL, which no text of the store can. */
function nulIn(value: unknown, at = ''): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? at : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const found = nulIn(inner, at ? `${at}.${name}` : name)
    if (found !== undefined) return found
  }
  return undefined
}

export function route<E extends Endpoint>(endpoint: E, serve: (call: Call<E>) => Promise<Answer<E>>): Route {
  return {
    endpoint,
    handle: async (request, reply, actor) => {
      const invalid: { at: string; message: string }[] = []
      const read = (schema: z.ZodType | undefined, value: unknown): unknown => {
        if (!schema) return undefined
        const nul = nulIn(value)
        if (nul !== undefined) {
          invalid.push({ at: nul, message: tell({ code: 'http.nul' }, actor?.locale ?? 'zh-CN') })
          return undefined
        }
        const parsed = schema.safeParse(value, { error: locales[actor?.locale ?? 'zh-CN'] })
        if (parsed.success) return parsed.data
        invalid.push(...parsed.error.issues.map((issue) => ({ at: issue.path.join('.'), message: issue.message })))
        return undefined
      }
      const params = read(endpoint.params, request.params)
      const query = read(endpoint.query, request.query)
      const body = read(endpoint.consumes ? undefined : endpoint.body, request.body ?? {})
      if (invalid.length > 0) return { invalid } satisfies Invalid
      // What the schemas just proved, said once to the compiler; `mount` lets nobody through without an actor unless public.
      return serve({ actor, params, query, body, request, reply } as Call<E>)
    },
  }
}
