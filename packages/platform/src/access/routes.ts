import { changePassword, signIn, signOut, whoAmI } from '../contract/session.ts'
import { changeUser, createUser, exportUsers, listUsers, resetPassword } from '../contract/users.ts'
import type { ListFiles } from '../export/list-file.ts'
import { localeOf } from '../http/problem.ts'
import { type Route, route } from '../http/route.ts'
import { isRefusal } from '../refusal.ts'
import { clearToken, readToken, setToken } from './cookie.ts'
import type { Sessions } from './sessions.ts'
import { userTable } from './user-table.ts'
import type { Users } from './users.ts'

export const accessRoutes = (sessions: Sessions, users: Users, file: ListFiles): Route[] => [
  route(signIn, async ({ body, request, reply }) => {
    const outcome = await sessions.signIn(body.account, body.password, { address: request.ip, locale: localeOf(request) })
    if (isRefusal(outcome)) return outcome
    setToken(request, reply, outcome.token)
    return sessions.me(outcome.actor)
  }),
  route(signOut, async ({ actor, request, reply }) => {
    await sessions.signOut(actor, readToken(request) ?? '')
    clearToken(request, reply)
    return null
  }),
  route(whoAmI, ({ actor }) => sessions.me(actor)),
  route(changePassword, async ({ actor, body, request }) => {
    return (await sessions.changePassword(actor, readToken(request) ?? '', body.current, body.next)) ?? null
  }),
  route(listUsers, ({ actor, query }) => users.list(actor, query)),
  route(exportUsers, (asked) => file(asked, users.list, userTable)),
  route(createUser, ({ actor, body }) => users.create(actor, body)),
  route(changeUser, ({ actor, params, body }) => users.change(actor, params.id, body)),
  route(resetPassword, ({ actor, params }) => users.resetPassword(actor, params.id)),
]
