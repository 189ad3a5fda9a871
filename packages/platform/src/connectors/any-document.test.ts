import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { documentText } from './any-document.ts'
import { docxOf } from './docx.fixture.ts'
import { pdfObjects, pdfOf } from './pdf.fixture.ts'
import { plainRadicals } from './pdf-text.ts'
import { writeZip } from './zip.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiezhi-document-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const lines = async (bytes: Uint8Array) => {
  const found = await documentText(bytes)
  return 'refusal' in found ? found.refusal.code : found.lines.join('\n')
}
const basis = '依据《道路运输条例》第六十三条'

describe('the text of a document, told by its bytes', () => {
  test('a Word document', async () => {
    expect(await lines(readFileSync(writeZip(join(folder, 'a.docx'), docxOf(basis, '罚款三万元'))))).toBe(`${basis}\n罚款三万元`)
  })
  test('a PDF, even with a font that the file does not bring along', async () => {
    expect(await lines(pdfOf(basis))).toBe(basis)
  })
  test('a plain text in either encoding', async () => {
    expect(await lines(Buffer.from(`\ufeff${basis}\r\n罚款`))).toBe(`${basis}\n罚款`)
    // 罚款 in GB18030
    expect(await lines(Buffer.from([0xb7, 0xa3, 0xbf, 0xee]))).toBe('罚款')
  })
})

describe('what is no text is refused, and says why', () => {
  test('a scan, a damaged file, an old Word file, a picture, nothing', async () => {
    expect(await lines(pdfOf('', 'none'))).toBe('document.pdf-scanned')
    expect(await lines(Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Cat'))).toBe('document.pdf-damaged')
    expect(await lines(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toBe('document.not-docx')
    expect(await lines(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]))).toBe('document.kind')
    expect(await lines(Buffer.from(' \n '))).toBe('document.empty')
  })
  test('pages that are their own parents end', async () => {
    const round = pdfObjects(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000000 >>'])
    expect(await lines(round)).toMatch(/^document\.pdf-/)
  })
  test('a stopped reading stops', async () => {
    await expect(documentText(pdfOf(basis), AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  })
})

test('radicals that printers use for characters are read as them', () => {
  expect(plainRadicals('⾏政处罚，⼈⺠法院')).toBe('行政处罚，人民法院')
})
