import { writeFileSync } from 'node:fs'
import { crc32, deflateRawSync } from 'node:zlib'

/** An archive made by hand, byte by byte, for tests: also such as no honest program writes. */
export interface FixtureEntry {
  readonly name: string
  /** Bytes of the name as a packer writes them that does not say in which encoding. */
  readonly rawName?: Buffer
  readonly data: string | Buffer
  readonly stored?: boolean
  /** What the directory says instead of the truth. */
  readonly says?: { readonly size?: number; readonly crc?: number; readonly flags?: number }
  /** Sizes and place stand in the ZIP64 field, as streaming writers put them. */
  readonly zip64?: boolean
}

export function writeZip(path: string, entries: readonly FixtureEntry[]): string {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, rawName, data, stored, says, zip64 } of entries) {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data
    const packed = stored ? bytes : deflateRawSync(bytes)
    const title = rawName ?? Buffer.from(name)
    const size = says?.size ?? bytes.length
    const common = Buffer.alloc(26)
    common.writeUInt16LE(zip64 ? 45 : 20, 0)
    common.writeUInt16LE((says?.flags ?? 0) | (rawName ? 0 : 0x800), 2)
    common.writeUInt16LE(stored ? 0 : 8, 4)
    common.writeUInt32LE(says?.crc ?? crc32(bytes), 10)
    common.writeUInt32LE(zip64 ? 0xffffffff : packed.length, 14)
    common.writeUInt32LE(zip64 ? 0xffffffff : size, 18)
    common.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, packed])
    const wide = zip64 ? Buffer.alloc(28) : Buffer.alloc(0)
    if (zip64) {
      wide.writeUInt16LE(1, 0)
      wide.writeUInt16LE(24, 2)
      wide.writeBigUInt64LE(BigInt(size), 4)
      wide.writeBigUInt64LE(BigInt(packed.length), 12)
      wide.writeBigUInt64LE(BigInt(offset), 20)
    }
    const central = Buffer.from(common)
    central.writeUInt16LE(wide.length, 24)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(zip64 ? 0xffffffff : offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x2d\x00', 'latin1'), central, tail, title, wide)
    parts.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  writeFileSync(path, Buffer.concat([...parts, central, end]))
  return path
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'

/** The parts of a small workbook; a test replaces the ones that it is about. */
export function workbookParts(sheetData: string, others: Readonly<Record<string, string>> = {}): FixtureEntry[] {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}"/>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"/>`,
    ...others,
  }
  return Object.entries(parts).map(([name, data]) => ({ name, data }))
}
