import type { Locale, MessageValue } from '@xiezhi/engine/message'
import type { Actor } from '../access/actor.ts'
import type { AuditEntry } from '../contract/audit.ts'
import { recordExport } from '../export/mark.ts'
import { chinaMoment, type TableFile } from '../export/table-file.ts'
import type { Db } from '../store/database.ts'
import { tell } from '../texts.ts'
import { auditActions } from './messages.ts'
import { record } from './record.ts'
import { type AuditFilter, pageOfEntries, type StoredEntry } from './store.ts'
import { type ChainReport, verifyChain } from './verify.ts'

type Query = AuditFilter & { readonly page: number; readonly size: number; readonly sort?: string | undefined }

export interface Audit {
  list(
    actor: Actor,
    query: Query,
  ): Promise<{ items: AuditEntry[]; total: number; page: number; size: number; actions: { value: string; label: string }[] }>
  export(actor: Actor, query: Query): Promise<TableFile>
  verify(actor: Actor): Promise<ChainReport>
}

const isValues = (value: unknown): value is Readonly<Record<string, MessageValue>> => typeof value === 'object' && value !== null
const valuesOf = (detail: string): Readonly<Record<string, MessageValue>> => {
  const values: unknown = JSON.parse(detail)
  return isValues(values) ? values : {}
}

/** The entry's sentence; of an export also its number, its rows and what was asked for, as the file itself says them. */
const detailOf = (entry: StoredEntry, locale: Locale): string => {
  const values = valuesOf(entry.detail)
  const detail = tell({ code: `audit.${entry.action}.detail`, values }, locale)
  return values.serial === undefined ? detail : tell({ code: 'export.logged', values: { ...values, detail } }, locale)
}

const show = (entry: StoredEntry, locale: Locale): AuditEntry => ({
  seq: entry.seq,
  at: entry.at,
  actor: entry.actor,
  action: entry.action,
  actionLabel: tell({ code: `audit.${entry.action}` }, locale),
  object: entry.object,
  detail: detailOf(entry, locale),
  address: entry.address,
  hash: entry.hash,
})

const mostExported = 100_000

export function openAudit(db: Db, clock: () => Date): Audit {
  return {
    list: (actor, query) =>
      db.transaction().execute(async (tx) => {
        const { entries, total } = await pageOfEntries(tx, actor, query, query)
        await record(tx, actor, clock(), { action: 'audit.list', values: { page: query.page } })
        const actions = auditActions.map((value) => ({ value, label: tell({ code: `audit.${value}` }, actor.locale) }))
        return { items: entries.map((entry) => show(entry, actor.locale)), total, page: query.page, size: query.size, actions }
      }),

    export: (actor, query) =>
      db.transaction().execute(async (tx) => {
        const { entries } = await pageOfEntries(tx, actor, query, { page: 1, size: mostExported })
        const mark = await recordExport(tx, actor, clock(), { action: 'audit.export', count: entries.length, asked: query })
        const label = (name: string) => tell({ code: `audit.column.${name}` }, actor.locale)
        return {
          mark,
          title: tell({ code: 'audit.title' }, actor.locale),
          columns: [
            { label: label('seq'), width: 8 },
            { label: label('at'), width: 26 },
            { label: label('actor') },
            { label: label('action') },
            { label: label('object'), width: 40 },
            { label: label('detail'), width: 60 },
            { label: label('address') },
            { label: label('hash'), width: 68 },
          ],
          rows: entries
            .map((entry) => show(entry, actor.locale))
            .map((e) => [e.seq, chinaMoment(e.at), e.actor, e.actionLabel, e.object, e.detail, e.address, e.hash]),
        }
      }),

    async verify(actor) {
      const report = await verifyChain(db)
      await db
        .transaction()
        .execute((tx) => record(tx, actor, clock(), { action: 'audit.verify', values: { entries: report.entries, intact: report.intact } }))
      return report
    },
  }
}
