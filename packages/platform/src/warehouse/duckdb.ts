import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  type DuckDBResult,
  DuckDBScalarFunction,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  INTEGER,
  type Json,
  JsonDuckDBValueConverter,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api'
import { askLent, type Lending, type Lent, openLending } from './lending.ts'
import { type Masks, openMasks } from './masks.ts'
import {
  type AppendChunk,
  type AppendType,
  type Cell,
  quoteText,
  type Row,
  type Session,
  type SessionOptions,
  type Values,
  type Warehouse,
} from './warehouse.ts'

export interface WarehouseOptions {
  /** The only folders that a statement may read or write. */
  readonly directories: readonly string[]
  readonly memory: string
  readonly threads: number
  /** Where sorts and joins that outgrow the memory are spilled. */
  readonly tempDir: string
  /** Masks that are known already, or are shared with another warehouse. */
  readonly masks?: Masks
}

/** Whole numbers that the driver hands over as text because they might not fit. */
const wide = new Set<DuckDBTypeId>([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.UHUGEINT])

const narrow = (value: Json): Cell => {
  const number = Number(value)
  return value !== null && Number.isSafeInteger(number) ? number : (value as Cell)
}

const columnsOf = (result: DuckDBResult, chunk: DuckDBDataChunk): Cell[][] =>
  Array.from({ length: chunk.columnCount }, (_, index) => {
    const values = chunk.convertColumnValues<Json>(index, JsonDuckDBValueConverter)
    return wide.has(result.columnTypeId(index)) ? values.map(narrow) : (values as Cell[])
  })

const appendTypes: Readonly<Record<AppendType, DuckDBType>> = { text: VARCHAR, bigint: BIGINT, int: INTEGER, bool: BOOLEAN }

const decimalValue = (text: string): DuckDBDecimalValue => {
  const [whole = '0', fraction = ''] = text.split('.')
  return new DuckDBDecimalValue(BigInt(whole + fraction), Math.max(18, (whole + fraction).length), fraction.length)
}

const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000)

function bind(values: Values | undefined): { values?: Record<string, DuckDBValue>; types?: Record<string, DuckDBType> } {
  if (!values) return {}
  const bound: Record<string, DuckDBValue> = {}
  const types: Record<string, DuckDBType> = {}
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value)) {
      bound[name] = listValue(value as string[])
      types[name] = LIST(VARCHAR)
    } else if (value !== null && typeof value === 'object' && 'date' in value) {
      bound[name] = new DuckDBDateValue(dayNumber(value.date))
      types[name] = DATE
    } else if (value !== null && typeof value === 'object' && 'decimal' in value) {
      const decimal = decimalValue(value.decimal)
      bound[name] = decimal
      types[name] = DECIMAL(decimal.width, decimal.scale)
    } else {
      bound[name] = value as string | number | boolean | null
    }
  }
  return { values: bound, types }
}

class DuckSession implements Session {
  readonly #connection: DuckDBConnection
  #last: Promise<unknown> = Promise.resolve()

  readonly masks: Masks
  readonly #lending: Lending
  readonly #lent = new Set<number>()

  constructor(connection: DuckDBConnection, masks: Masks, lending: Lending) {
    this.#connection = connection
    this.masks = masks
    this.#lending = lending
  }

  lend(lent: Lent): { ask(front: string, back: string): string; end(): void } {
    const which = this.#lending.add(lent)
    this.#lent.add(which)
    return {
      ask: (front, back) => askLent(which, front, back),
      end: () => {
        this.#lent.delete(which)
        this.#lending.end(which)
      },
    }
  }

  /** One call at a time: waits for the ones before, and answers with what lets the next one in. */
  async #turn(signal: AbortSignal | undefined): Promise<() => void> {
    const before = this.#last
    let next = (): void => {}
    this.#last = new Promise<void>((resolve) => {
      next = resolve
    })
    await before
    if (signal?.aborted) {
      next()
      throw signal.reason
    }
    const interrupt = (): void => this.#connection.interrupt()
    signal?.addEventListener('abort', interrupt, { once: true })
    return () => {
      signal?.removeEventListener('abort', interrupt)
      next()
    }
  }

  /** An abort interrupts the statement that is running, and never one of somebody else. */
  async #alone<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const done = await this.#turn(signal)
    try {
      return await work()
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      done()
    }
  }

  async run(sql: string, values?: Values, options?: SessionOptions): Promise<void> {
    const bound = bind(values)
    await this.#alone(options?.signal, () => this.#connection.run(sql, bound.values, bound.types))
  }

  async rows(sql: string, values?: Values, options?: SessionOptions): Promise<readonly Row[]> {
    const all: Row[] = []
    for await (const rows of this.stream(sql, values, options)) all.push(...rows)
    return all
  }

  async *stream(sql: string, values?: Values, options?: SessionOptions): AsyncIterable<readonly Row[]> {
    let names: readonly string[] = []
    for await (const columns of this.#chunks(sql, values, options, (found) => {
      names = found
    })) {
      const rows: Row[] = []
      for (let index = 0; index < (columns[0]?.length ?? 0); index++) {
        rows.push(Object.fromEntries(names.map((name, column) => [name, columns[column]?.[index] ?? null])))
      }
      yield rows
    }
  }

  columns(sql: string, values?: Values, options?: SessionOptions): AsyncIterable<readonly (readonly Cell[])[]> {
    return this.#chunks(sql, values, options, () => {})
  }

  async *#chunks(
    sql: string,
    values: Values | undefined,
    options: SessionOptions | undefined,
    named: (names: readonly string[]) => void,
  ): AsyncGenerator<Cell[][]> {
    const bound = bind(values)
    const signal = options?.signal
    // The connection stays taken until the answer has been read: another statement on it would end this one.
    const done = await this.#turn(signal)
    try {
      const result = await this.#connection.stream(sql, bound.values, bound.types)
      named(result.deduplicatedColumnNames())
      for (;;) {
        const chunk = await result.fetchChunk()
        if (!chunk || chunk.rowCount === 0) break
        yield columnsOf(result, chunk)
      }
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      done()
    }
  }

  append(table: string, chunks: AsyncIterable<AppendChunk> | Iterable<AppendChunk>, options?: SessionOptions): Promise<number> {
    return this.#alone(options?.signal, async () => {
      const appender = await this.#connection.createAppender(table)
      let count = 0
      try {
        for await (const { types, columns } of chunks) {
          options?.signal?.throwIfAborted()
          const length = columns[0]?.length ?? 0
          // A data chunk of the engine holds at most 2,048 rows.
          for (let start = 0; start < length; start += 2048) {
            const chunk = DuckDBDataChunk.create(types.map((type) => appendTypes[type]))
            chunk.setColumns(
              columns.map((column, index) => {
                const part = column.slice(start, start + 2048)
                return types[index] === 'bigint' ? part.map((value) => (value === null ? null : BigInt(value))) : part
              }),
            )
            appender.appendDataChunk(chunk)
          }
          count += length
        }
      } finally {
        appender.closeSync()
      }
      return count
    })
  }

  close(): void {
    for (const which of this.#lent) this.#lending.end(which)
    this.#connection.closeSync()
  }
}

/** `mask_of(text)`: asked for the rows that a statement gives out or compares, and never where nobody wants the column. */
const maskFunction = (masks: Masks): DuckDBScalarFunction =>
  DuckDBScalarFunction.create({
    name: 'mask_of',
    parameterTypes: [VARCHAR],
    returnType: VARCHAR,
    mainFunction: (_info, input, output) => {
      const texts = input.getColumnVector(0)
      for (let row = 0; row < input.rowCount; row++) {
        const text = texts.getItem(row)
        output.setItem(row, typeof text === 'string' ? masks.of(text) : null)
      }
      output.flush()
    },
  })

/** Opens the engine in memory, with nothing to reach but the given folders and nothing to change afterwards. */
export async function openWarehouse(options: WarehouseOptions): Promise<Warehouse> {
  // The engine makes the folder itself when it first spills, but not the one that it lies in.
  mkdirSync(dirname(options.tempDir), { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memory,
    threads: String(options.threads),
    temp_directory: options.tempDir,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const setup = await instance.connect()
  const masks = options.masks ?? openMasks()
  setup.registerScalarFunction(maskFunction(masks))
  const lending = openLending()
  setup.registerScalarFunction(lending.engineFunction)
  const folders = [...options.directories, options.tempDir].map((folder) => quoteText(folder.endsWith('/') ? folder : `${folder}/`))
  await setup.run(`SET allowed_directories = [${folders.join(', ')}]`)
  await setup.run('SET enable_external_access = false')
  await setup.run("SET TimeZone = 'UTC'")
  await setup.run('SET lock_configuration = true')
  setup.closeSync()
  return {
    masks,
    session: async () => new DuckSession(await instance.connect(), masks, lending),
    close: () => instance.closeSync(),
  }
}
