import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { idParams, listQuery, moment, page } from './shapes.ts'

export const user = z
  .object({
    id: z.string(),
    account: z.string(),
    name: z.string(),
    roles: z.array(z.enum(['administrator', 'procurator'])),
    disabled: z.boolean(),
    createdAt: moment,
    lastSignInAt: moment.nullable(),
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof user>

export const listUsers = endpoint({
  method: 'GET',
  path: '/users',
  summary: 'Accounts of the office.',
  permission: 'user.manage',
  query: listQuery,
  response: page(user),
})
export const exportUsers = exportOf(listUsers)
export const createUser = endpoint({
  method: 'POST',
  path: '/users',
  summary: 'Open an account; the first password is returned once and must be changed at the first sign-in.',
  permission: 'user.manage',
  body: z.object({
    account: z.string().regex(/^[a-z][a-z0-9._-]{2,39}$/),
    name: z.string().min(1).max(50),
    roles: z.array(z.enum(['administrator', 'procurator'])).min(1),
  }),
  response: z.object({ user, password: z.string() }),
  status: 201,
})
export const changeUser = endpoint({
  method: 'PUT',
  path: '/users/:id',
  summary: 'Change name, roles, or disable an account (its sessions end at once).',
  permission: 'user.manage',
  params: idParams,
  body: z.object({
    name: z.string().min(1).max(50).optional(),
    roles: z
      .array(z.enum(['administrator', 'procurator']))
      .min(1)
      .optional(),
    disabled: z.boolean().optional(),
  }),
  response: user,
})
export const resetPassword = endpoint({
  method: 'POST',
  path: '/users/:id/password',
  summary: 'Give an account a new first password, returned once.',
  permission: 'user.manage',
  params: idParams,
  response: z.object({ password: z.string() }),
})
