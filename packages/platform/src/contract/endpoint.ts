import type { z } from 'zod'

/**
 * An endpoint is said once, here in the contract: the server mounts it, the browser calls it, OpenAPI describes it.
 * Paths are under `/api`; places in a path are written `:name`, as Fastify writes them.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  /** One English sentence for the API's description. */
  readonly summary: string
  /** Who may call it: anybody, any signed-in person, or those with the permission. */
  readonly permission: Permission | 'public' | 'signed-in'
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly response: z.ZodType
  /** What the server answers with besides JSON: a file to keep, or a form with files to send. */
  readonly produces?: 'xlsx' | 'csv' | 'file'
  readonly consumes?: 'multipart' | 'rows' | 'bytes'
  /** Success status; 200 unless said. */
  readonly status?: 200 | 201 | 202 | 204
}

export const permissions = [
  'data.read',
  'data.import',
  'data.push',
  'data.return',
  'model.read',
  'model.run',
  'model.govern',
  'model.write',
  'run.confirm',
  'run.schedule',
  'clue.read',
  'clue.judge',
  'alert.read',
  'alert.handle',
  'person.reveal',
  'law.read',
  'law.load',
  'law.adjust',
  'audit.read',
  'user.manage',
] as const
export type Permission = (typeof permissions)[number]

export const endpoint = <const E extends Endpoint>(e: E): E => e
