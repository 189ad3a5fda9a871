import type { Masks } from './masks.ts'

/**
 * The face of the analytical engine. Above it there are only logical datasets: the parts that mount them are the last ones to
 * see a path. DuckDB in the process is the one engine behind it today (duckdb.ts).
 */
export type Cell = string | number | boolean | null | readonly Cell[]
export type Row = Readonly<Record<string, Cell>>

/** What a named parameter may hold. A plain string is text: a day or an exact number says so, since no engine compares text with either. */
export type Value = string | number | boolean | null | readonly string[] | { readonly date: string } | { readonly decimal: string }
export type Values = Readonly<Record<string, Value>>

/** What stands for a person's number: its mask, of whatever of these holds it. */
export const maskOf = (...columns: readonly string[]): string =>
  `mask_of(${columns.length > 1 ? `coalesce(${columns.join(', ')})` : columns[0]})`

export interface SessionOptions {
  readonly signal?: AbortSignal | undefined
}

/** One connection: its calls run one after another, its temporary tables are its own. */
export interface Session {
  readonly masks: Masks
  run(sql: string, values?: Values, options?: SessionOptions): Promise<void>
  /** Days and exact numbers come as text, whole numbers as numbers (as text beyond 2^53). */
  rows(sql: string, values?: Values, options?: SessionOptions): Promise<readonly Row[]>
  /** The same without holding the whole answer. */
  stream(sql: string, values?: Values, options?: SessionOptions): AsyncIterable<readonly Row[]>
  /** The same column by column, which is what moves millions of values at a bearable price. */
  columns(sql: string, values?: Values, options?: SessionOptions): AsyncIterable<readonly (readonly Cell[])[]>
  /** Appends text, whole-number and yes-no columns to an existing table. */
  append(table: string, chunks: AsyncIterable<AppendChunk> | Iterable<AppendChunk>, options?: SessionOptions): Promise<number>
  /** A function of this program, for statements to ask until it ends: of two whole numbers a text. */
  lend(lent: (front: number, back: number) => string | null): { ask(front: string, back: string): string; end(): void }
  close(): void
}

export type AppendType = 'text' | 'bigint' | 'int' | 'bool'

export interface AppendChunk {
  readonly types: readonly AppendType[]
  /** One array a column, all of one length. */
  readonly columns: readonly (readonly (string | number | boolean | null)[])[]
}

export interface Warehouse {
  session(): Promise<Session>
  /** What tokens are shown as; a statement asks with `mask_of(text)`. */
  readonly masks: Masks
  close(): void
}

/** Identifiers and text for the few statements that are put together here; what a user writes goes through named parameters. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`
