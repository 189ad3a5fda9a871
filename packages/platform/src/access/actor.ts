import { type Locale, say } from '@xiezhi/engine/message'
import type { Permission } from '../contract/endpoint.ts'
import { accessMessages } from './messages.ts'

/**
 * Who acts: a person of the office, the platform itself, or a system of a source with its key; later an agency's liaison. Every service takes one, so that nothing is ever done or seen by nobody.
 */
export interface Actor {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly organisationId: string
  readonly roles: readonly Role[]
  readonly permissions: readonly Permission[]
  /** Network address, for the log. */
  readonly address: string | null
  readonly locale: Locale
  /** A first password, given by somebody else, is still in use. */
  readonly mustChangePassword: boolean
  /** The source whose system it is, where it is no person. */
  readonly source?: string
}

export const roleNames = ['administrator', 'procurator'] as const
export type Role = (typeof roleNames)[number]

/** Whoever looks after accounts and the log does not thereby see cases; a small office may give one person both roles. */
const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: ['user.manage', 'audit.read'],
  procurator: [
    'data.read',
    'data.import',
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
  ],
}

export const isRole = (text: string): text is Role => roleNames.some((role) => role === text)
export const permissionsFor = (roles: readonly Role[]): Permission[] => [...new Set(roles.flatMap((role) => permissionsOf[role]))]
export const may = (actor: Actor, permission: Permission): boolean => actor.permissions.includes(permission)

/** The platform's own hand, for what nobody asked for in person: the demonstration on a first start, work taken up again. */
export const platformActor = (organisationId: string): Actor => ({
  id: 'platform',
  account: 'platform',
  name: say(accessMessages, { code: 'access.platform' }),
  organisationId,
  roles: ['procurator'],
  permissions: permissionsFor(['procurator']),
  address: null,
  locale: 'zh-CN',
  mustChangePassword: false,
})
