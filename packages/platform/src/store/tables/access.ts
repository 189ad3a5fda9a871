import type { Generated } from 'kysely'
import type { Json, Owned } from './row.ts'

export interface OrganisationTable {
  id: string
  parent_id: string | null
  name: string
  kind: string
  division_code: string
  created_at: string
}

export interface UserTable extends Owned {
  id: string
  account: string
  name: string
  roles: Json<readonly string[]>
  password_hash: string
  must_change_password: boolean
  disabled: boolean
  created_at: string
  last_sign_in_at: string | null
}

export interface SessionTable extends Owned {
  token_hash: string
  user_id: string
  created_at: string
  last_used_at: string
  expires_at: string
  address: string | null
}

export interface SignInFailureTable {
  id: Generated<number>
  account: string
  address: string
  at: string
}
