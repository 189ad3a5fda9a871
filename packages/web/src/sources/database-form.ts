import type { DatabaseFacts, DatabaseLink } from '@xiezhi/platform/contract/databases'

/** What a person fills in: a table or a query, and the rest as it is kept. */
export interface Entered {
  readonly name: string
  readonly engine: DatabaseFacts['engine']
  readonly host: string
  readonly port: number | null
  readonly database: string
  readonly username: string
  readonly password: string
  readonly tls: DatabaseFacts['tls']
  readonly authority: string
  readonly dataset: string | null
  readonly read: 'table' | 'query'
  readonly table: string
  readonly query: string
  readonly markColumn: string
  readonly lookBack: number | null
  readonly leaveShare: number | null
}

export const usualPort = { postgres: 5432, mysql: 3306 } as const

export const empty: Entered = {
  name: '',
  engine: 'postgres',
  host: '',
  port: usualPort.postgres,
  database: '',
  username: '',
  password: '',
  tls: 'off',
  authority: '',
  dataset: null,
  read: 'table',
  table: '',
  query: '',
  markColumn: '',
  lookBack: 0,
  leaveShare: 5,
}

export const enteredOf = (link: DatabaseLink): Entered => ({
  name: link.name,
  engine: link.engine,
  host: link.host,
  port: link.port,
  database: link.database,
  username: link.username,
  password: '',
  tls: link.tls,
  authority: link.authority ?? '',
  dataset: link.dataset,
  read: link.query === null ? 'table' : 'query',
  table: link.table ?? '',
  query: link.query ?? '',
  markColumn: link.markColumn ?? '',
  lookBack: link.lookBack,
  leaveShare: link.leaveShare,
})

export const factsOf = (entered: Entered): DatabaseFacts => ({
  name: entered.name.trim(),
  engine: entered.engine,
  host: entered.host.trim(),
  port: entered.port ?? usualPort[entered.engine],
  database: entered.database.trim(),
  username: entered.username.trim(),
  password: entered.password,
  tls: entered.tls,
  authority: entered.tls === 'verify' ? entered.authority.trim() || null : null,
  dataset: entered.dataset || null,
  table: entered.read === 'table' ? entered.table.trim() : null,
  query: entered.read === 'query' ? entered.query.trim() : null,
  markColumn: entered.markColumn.trim() || null,
  lookBack: entered.markColumn.trim() ? (entered.lookBack ?? 0) : 0,
  leaveShare: entered.leaveShare ?? 5,
})
