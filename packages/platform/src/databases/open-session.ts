import { openMysqlSession } from './mysql-session.ts'
import { openPostgresSession } from './postgres-session.ts'
import type { Address, DatabaseSession, Patience } from './session.ts'

export const openSession = (address: Address, patience: Patience): Promise<DatabaseSession> =>
  address.engine === 'postgres' ? openPostgresSession(address, patience) : openMysqlSession(address, patience)
