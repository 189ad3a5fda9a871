import { maskText } from '../data/secrecy/mask.ts'
import type { StoredMessage } from '../store/tables.ts'
import { Silent } from './session.ts'

/** What went wrong at a database, in words that say what to do. Its own words are told only where they are about the statement. */

const byCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused-connection',
  ENOTFOUND: 'no-host',
  EAI_AGAIN: 'no-host',
  EHOSTUNREACH: 'no-host',
  ENETUNREACH: 'no-host',
  ETIMEDOUT: 'silent',
  PROTOCOL_SEQUENCE_TIMEOUT: 'silent',
  // PostgreSQL: class 28, 3D, 42
  '28P01': 'login',
  '28000': 'login',
  '3D000': 'no-database',
  '42501': 'rights',
  '42P01': 'no-table',
  '42703': 'no-column',
  '57014': 'slow',
  '25006': 'read-only',
  // MySQL and MariaDB
  ER_ACCESS_DENIED_ERROR: 'login',
  ER_DBACCESS_DENIED_ERROR: 'rights',
  ER_TABLEACCESS_DENIED_ERROR: 'rights',
  ER_COLUMNACCESS_DENIED_ERROR: 'rights',
  ER_BAD_DB_ERROR: 'no-database',
  ER_NO_SUCH_TABLE: 'no-table',
  ER_BAD_FIELD_ERROR: 'no-column',
  ER_STATEMENT_TIMEOUT: 'slow',
  ER_QUERY_TIMEOUT: 'slow',
  ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: 'read-only',
  HANDSHAKE_NO_SSL_SUPPORT: 'tls',
  HANDSHAKE_SSL_ERROR: 'tls',
}
const lostCodes = new Set(['ECONNRESET', 'EPIPE', 'PROTOCOL_CONNECTION_LOST', '57P01', '57P02', '57P03', '08006', '08003'])
const fromDatabase = /^(?:[0-9A-Z]{5}|ER_[A-Z_]+)$/

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

/** Node tells several attempts at one host as one error with many. */
const firstOf = (error: unknown): unknown => (error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error)

export function troubleOf(thrown: unknown): StoredMessage {
  const error = firstOf(thrown)
  if (error instanceof Silent) return { code: 'database.silent' }
  const code = codeOf(error)
  const known = byCode[code]
  const text = error instanceof Error ? error.message : ''
  if (known) return { code: `database.${known}`, values: { reason: reasonOf(text) } }
  if (/certificate|self.signed|altname|SSL|TLS/i.test(`${code} ${text}`))
    return { code: 'database.tls', values: { reason: reasonOf(text) } }
  if (lostCodes.has(code) || /terminated|closed|ended by/i.test(text)) return { code: 'database.lost' }
  if (/timeout expired|timed? ?out/i.test(text)) return { code: 'database.silent' }
  if (fromDatabase.test(code)) return { code: 'database.said', values: { reason: reasonOf(text) } }
  return { code: 'database.failed', values: { reason: code || reasonOf(text) } }
}

/** It may quote a value of a row. */
const reasonOf = (text: string): string => maskText(text.replace(/\s+/g, ' ')).slice(0, 300)
