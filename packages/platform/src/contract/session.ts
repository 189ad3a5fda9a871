import { z } from 'zod'
import { endpoint, permissions } from './endpoint.ts'

export const me = z
  .object({
    id: z.string(),
    account: z.string(),
    name: z.string(),
    roles: z.array(z.enum(['administrator', 'procurator'])),
    permissions: z.array(z.enum(permissions)),
    organisation: z.object({ id: z.string(), name: z.string(), divisionCode: z.string() }),
    mustChangePassword: z.boolean(),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof me>

export const signIn = endpoint({
  method: 'POST',
  path: '/session',
  summary: 'Sign in with a local account; sets the session cookie.',
  permission: 'public',
  body: z.object({ account: z.string().min(1).max(100), password: z.string().min(1).max(200) }),
  response: me,
})
export const signOut = endpoint({
  method: 'DELETE',
  path: '/session',
  summary: 'Sign out.',
  permission: 'signed-in',
  response: z.null(),
  status: 204,
})
export const whoAmI = endpoint({ method: 'GET', path: '/session', summary: 'Who is signed in.', permission: 'signed-in', response: me })
export const changePassword = endpoint({
  method: 'PUT',
  path: '/session/password',
  summary: 'Change one’s own password; other sessions of the account end.',
  permission: 'signed-in',
  body: z.object({ current: z.string().min(1).max(200), next: z.string().min(10).max(200) }),
  response: z.null(),
  status: 204,
})
