import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { dataMessages } from '@xiezhi/engine/data/messages'
import { say } from '@xiezhi/engine/message'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { workbookParts } from '../packages/platform/src/connectors/zip.fixture.ts'
import { importFile } from '../packages/platform/src/data/import/import-file.ts'
import { scanKeyring } from '../packages/platform/src/data/secrecy/keyring.ts'
import { openWarehouse } from '../packages/platform/src/warehouse/duckdb.ts'
import { inProcess, type Measure, timed } from './measure.ts'

// `node --import tsx bench/hostile.ts KIND [SIZE]`: files that no honest system writes, each far beyond what is read at once. What is looked at is
// the peak of memory, and what is said of the file. In a process of its own: `ours FILE`.
const [kind = '', size = ''] = process.argv.slice(2)

type Pieces = Iterable<string | Buffer>

const heading = '票据号码,处罚决定书文号,执收单位代码,缴款人,收入项目,金额（元）,缴款日期\n'
const row = '520599230001,云交罚〔2023〕1号,11520599MA6XY00384,张某某,罚款,1000.00,2023-01-15\n'

/** So many pieces out of numbers, some thousand at a time. */
function* many(count: number, each: (at: number) => string, atOnce = 5000): Pieces {
  for (let from = 0; from < count; from += atOnce) {
    let text = ''
    for (let at = from; at < Math.min(count, from + atOnce); at++) text += each(at)
    yield text
  }
}

/** No word of it comes again: it packs badly, as real texts do. */
const odd = (at: number, length: number): string => {
  let text = ''
  for (let from = at * 7919 + 13; text.length < length; from = (from * 48_271) % 2_147_483_647) text += from.toString(36)
  return text.slice(0, length)
}

const kinds: Readonly<Record<string, { readonly size: number; readonly make: (size: number) => Pieces | readonly Member[] }>> = {
  /** A quote that never closes, and so many lines below it. */
  quote: {
    size: 100_000_000,
    make: (lines) =>
      flat(
        [heading, row, '"'],
        many(lines, (at) => `甲${at % 10},1\n`),
      ),
  },
  /** One line of so many bytes: cells without end, a cell without end, a heading without end. */
  cells: {
    size: 500_000_000,
    make: (bytes) =>
      flat(
        [heading, row],
        many(bytes / 4, () => 'abc,'),
      ),
  },
  cell: {
    size: 500_000_000,
    make: (bytes) =>
      flat(
        [heading, row],
        many(bytes / 10, () => 'abcdefghij'),
      ),
  },
  heading: { size: 500_000_000, make: (bytes) => many(bytes / 10, () => 'abcdefghij') },
  /** Rows whose every cell is as long as a cell may be. */
  long: {
    size: 20,
    make: (rows) =>
      flat(
        [heading],
        many(rows * 7, (at) => `${'字'.repeat(999_990)}${at % 7 === 6 ? '\n' : ','}`, 7),
      ),
  },
  /** Rows with a whole judgment in a cell, as courts send them: thirty thousand letters. */
  texts: {
    size: 10_000,
    make: (rows) =>
      flat(
        [heading],
        many(rows, (at) => `${at},云交罚〔2023〕${at}号,,${'字'.repeat(29_000)}${odd(at, 1000)},罚款,1,2023-01-15\n`, 50),
      ),
  },
  /** One object of so many bytes, and so many objects of a few. */
  object: {
    size: 300_000_000,
    make: (bytes) =>
      flat(
        ['{"a":"'],
        many(bytes / 10, () => 'abcdefghij'),
        ['"}\n'],
      ),
  },
  objects: { size: 10_000_000, make: (lines) => many(lines, (at) => `{"decision_no":"机罚〔2021〕${at}号"}\n`) },
  array: {
    size: 10_000_000,
    make: (objects) =>
      flat(
        ['['],
        many(objects, (at) => `{"a":${at}},`),
        ['{}]'],
      ),
  },
  /** A workbook whose shared strings inflate to so many bytes: few letters each, or many. */
  strings: { size: 1_000_000_000, make: (bytes) => workbook(bytes / 25, (at) => `<si><t>${odd(at, 8)}</t></si>`) },
  'strings-below': { size: 790_000_000, make: (bytes) => workbook(bytes / 25, (at) => `<si><t>${odd(at, 8)}</t></si>`) },
  'strings-chinese': {
    size: 790_000_000,
    make: (bytes) => workbook(bytes / 77, (at) => `<si><t>字${odd(at, 14)}${'某'.repeat(14)}</t></si>`),
  },
  /** Rows of a sheet with four cells of nearly a million letters. */
  rows: { size: 500, make: (rows) => sheet(rows) },
  members: { size: 100_000, make: (count) => Array.from({ length: count }, (_, at) => ({ name: `${at}.csv`, data: ['a,b\n1,2\n'] })) },
}

interface Member {
  readonly name: string
  readonly data: Pieces
}

function* flat(...all: readonly Pieces[]): Pieces {
  for (const pieces of all) yield* pieces
}

function workbook(count: number, each: (at: number) => string): readonly Member[] {
  const cells = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
  const strings = flat(['<?xml version="1.0" encoding="UTF-8"?><sst>'], many(Math.floor(count), each), ['</sst>'])
  return workbookParts(cells).map(({ name, data }) => ({ name, data: /sharedStrings/.test(name) ? strings : [data] }))
}

function sheet(rows: number): readonly Member[] {
  const cell = (at: number): string => `<c t="inlineStr"><is><t>${odd(at, 999_000)}</t></is></c>`
  function* data(): Pieces {
    yield '<worksheet><sheetData><row>'
    for (const name of ['案号', '当事人', '处罚内容', '处罚机关']) yield `<c t="inlineStr"><is><t>${name}</t></is></c>`
    yield '</row>'
    for (let at = 0; at < rows; at++) {
      yield '<row>'
      for (let column = 0; column < 4; column++) yield cell(at * 4 + column)
      yield '</row>'
    }
    yield '</sheetData></worksheet>'
  }
  return workbookParts('').map(({ name, data: small }) => ({ name, data: /sheet1/.test(name) ? data() : [small] }))
}

async function write(path: string, made: Pieces | readonly Member[]): Promise<void> {
  const isArchive = (all: Pieces | readonly Member[]): all is readonly Member[] => Array.isArray(all) && typeof all[0] === 'object'
  await pipeline(Readable.from(isArchive(made) ? packed(made) : made), createWriteStream(path))
}

/** An archive piece by piece; sizes stand in its directory alone. */
async function* packed(members: readonly Member[]): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data } of members) {
    const local = Buffer.alloc(30 + name.length)
    local.write('PK\x03\x04', 'latin1')
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(8, 8)
    local.writeUInt16LE(name.length, 26)
    local.write(name, 30, 'latin1')
    yield local
    let [plain, sum, size] = [0, 0, 0]
    async function* counted(): AsyncGenerator<Buffer> {
      for (const piece of data) {
        const bytes = Buffer.from(piece)
        plain += bytes.length
        sum = crc32(bytes, sum)
        yield bytes
      }
    }
    for await (const piece of Readable.from(counted()).pipe(createDeflateRaw({ level: 1 })) as AsyncIterable<Buffer>) {
      size += piece.length
      yield piece
    }
    const central = Buffer.alloc(46 + name.length)
    central.write('PK\x01\x02', 'latin1')
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(sum, 16)
    central.writeUInt32LE(size, 20)
    central.writeUInt32LE(plain, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(offset, 42)
    central.write(name, 46, 'latin1')
    directory.push(central)
    offset += local.length + size
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Math.min(members.length, 0xffff), 8)
  end.writeUInt16LE(Math.min(members.length, 0xffff), 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  yield Buffer.concat([central, end])
}

async function ours(path: string): Promise<Measure['note']> {
  const work = mkdtempSync(join(tmpdir(), 'xiezhi-bench-'))
  try {
    const warehouse = await openWarehouse({ directories: [work, dirname(path)], memory: '650MB', threads: 2, tempDir: join(work, 'spill') })
    const { standards } = loadCatalogue()
    const options = { standards, keys: scanKeyring(), workDir: join(work, 'import'), seq: 1 }
    const before = process.cpuUsage()
    const { parts, refusal } = await importFile(warehouse, { path, name: path }, options)
    const { user, system } = process.cpuUsage(before)
    warehouse.close()
    const [part] = parts
    return {
      cpuSeconds: Math.round((user + system) / 1_000_000),
      said: refusal ? say(dataMessages, refusal) : (part?.findingCounts.map(({ code, count }) => `${code} ${count}`).join(', ') ?? ''),
      dataset: part?.dataset ?? '',
      ...part?.counts,
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function print(name: string, given: string): Promise<void> {
  const folder = resolve('bench/out')
  mkdirSync(folder, { recursive: true })
  const { size: usual, make } = kinds[name]!
  const count = Number(given || usual)
  const path = join(folder, `hostile-${name}-${count}`)
  if (!existsSync(path)) await write(path, make(count))
  const { seconds, peakMiB, note } = inProcess('hostile', ['ours', path])
  const megabytes = (statSync(path).size / 1e6).toFixed(0)
  console.log(
    `${name.padEnd(15)} ${count}  ${megabytes} MB  ${seconds.toFixed(0)} s  peak ${peakMiB} MiB  ${JSON.stringify(note)}  load ${loadavg()[0]?.toFixed(1)}`,
  )
  rmSync(path)
}

if (kind === 'ours') console.log(JSON.stringify(await timed(() => ours(size))))
else for (const name of kind === '' ? Object.keys(kinds) : [kind]) await print(name, size)
