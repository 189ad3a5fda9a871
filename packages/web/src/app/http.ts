import type { Endpoint } from '@xiezhi/platform/contract/endpoint'
import { type Problem, problem } from '@xiezhi/platform/contract/shapes'
import type { z } from 'zod'
import { currentLanguage } from './language.ts'

type Input<Schema> = Schema extends z.ZodType ? z.input<Schema> : never
type Part<E extends Endpoint, K extends 'params' | 'query' | 'body'> = E[K] extends z.ZodType ? Input<E[K]> : undefined

/** What an endpoint wants to be told. */
export interface Request<E extends Endpoint> {
  readonly params?: Part<E, 'params'>
  readonly query?: Part<E, 'query'>
  readonly body?: Part<E, 'body'>
}
export type Answer<E extends Endpoint> = z.output<E['response']>

/** What the server refused, with its reason; `offline` when it was not reached, `unreadable` when the answer is not what the contract says. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(said: Problem) {
    super(said.detail)
    this.problem = said
  }
}

const own = (code: string, status: number): Refused => new Refused({ type: 'about:blank', title: code, status, code, detail: '' })

/** The address of an endpoint under `/api`, places filled and query appended. */
export const addressOf = (e: Endpoint, request: { readonly params?: unknown; readonly query?: unknown }): string => {
  const params = new Map(Object.entries(request.params ?? {}))
  const path = e.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(String(params.get(name) ?? '')))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return `/api${path}${text ? `?${text}` : ''}`
}

/** Turns an answer that is no success into what went wrong. */
export const refusal = (status: number, text: string): Refused => {
  try {
    const said = problem.safeParse(JSON.parse(text))
    if (said.success) return new Refused(said.data)
  } catch {
    // Not JSON: a proxy's page, say. The status is all there is.
  }
  return own(status === 413 ? 'too-large' : status >= 500 ? 'server' : 'refused', status)
}

const send = async (e: Endpoint, request: Request<Endpoint>, signal?: AbortSignal): Promise<Response> => {
  const headers: Record<string, string> = { 'accept-language': currentLanguage() }
  if (request.body !== undefined) headers['content-type'] = 'application/json'
  let answer: Response
  try {
    answer = await fetch(addressOf(e, request), {
      method: e.method,
      headers,
      credentials: 'same-origin',
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw own('offline', 0)
  }
  if (!answer.ok) throw refusal(answer.status, await answer.text())
  return answer
}

/** Calls an endpoint; what comes back has been parsed by the endpoint's own schema. */
export const call = async <E extends Endpoint>(e: E, request: Request<E> = {}, signal?: AbortSignal): Promise<Answer<E>> => {
  const answer = await send(e, request, signal)
  const said = e.response.safeParse(answer.status === 204 ? null : await answer.json())
  if (!said.success) {
    console.error(e.path, said.error.issues.slice(0, 3))
    throw own('unreadable', answer.status)
  }
  // `safeParse` of a schema known only as E['response'] gives unknown; it has just been checked to be the answer.
  return said.data as Answer<E>
}

/** The name that the server gave to a file (RFC 6266, the UTF-8 form first). */
export const fileNameIn = (disposition: string | null): string | undefined => {
  const star = /filename\*=(?:UTF-8|utf-8)''([^;]+)/.exec(disposition ?? '')?.[1]
  if (star) return decodeURIComponent(star)
  return /filename="?([^";]+)"?/.exec(disposition ?? '')?.[1]
}

/** Fetches a file endpoint and hands the file to the person, under the name that the server gave it. */
export const download = async <E extends Endpoint>(e: E, request: Request<E>): Promise<void> => {
  const answer = await send(e, request)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = fileNameIn(answer.headers.get('content-disposition')) ?? e.path.split('/').at(-1) ?? 'xiezhi'
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
