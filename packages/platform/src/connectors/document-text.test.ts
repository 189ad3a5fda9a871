import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { docxText } from './document-text.ts'
import { docxParts } from './docx.fixture.ts'
import { writeZip } from './zip.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiezhi-docx-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const docx = (body: string, name = 'a.docx') => writeZip(join(folder, name), docxParts(body))
const run = (text: string) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (...runs: string[]) => `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>${runs.join('')}</w:p>`

test('a line for each paragraph, runs joined, breaks and tabs kept', async () => {
  const body = [
    paragraph(run('中华人民共和国'), '<w:r><w:br/></w:r>', run('晒谷法')),
    paragraph(run('第一条'), '<w:r><w:tab/></w:r>', run('为了 &lt;晒谷&gt;&amp;')),
    paragraph(),
  ].join('')
  expect(await docxText(docx(body))).toEqual({ lines: ['中华人民共和国', '晒谷法', '第一条\t为了 <晒谷>&', ''] })
})

test('what was deleted, moved away or repeated for older programs is not there; what was inserted is', async () => {
  const body = paragraph(
    run('三'),
    `<w:del w:id="1"><w:r><w:delText>四</w:delText><w:t>四</w:t></w:r></w:del>`,
    `<w:ins w:id="2">${run('五')}</w:ins>`,
    `<w:moveFrom w:id="3">${run('六')}</w:moveFrom>`,
    '<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>',
    `<mc:AlternateContent><mc:Choice><w:p>${run('框')}</w:p></mc:Choice><mc:Fallback><w:p>${run('框')}</w:p></mc:Fallback></mc:AlternateContent>`,
    run('日'),
  )
  expect(await docxText(docx(body))).toEqual({ lines: ['框', '三五日'] })
})

test('cells of tables are lines in their order', async () => {
  const cell = (text: string) => `<w:tc>${paragraph(run(text))}</w:tc>`
  const body = `<w:tbl><w:tr>${cell('甲')}${cell('乙')}</w:tr><w:tr>${cell('丙')}</w:tr></w:tbl>${paragraph(run('丁'))}`
  expect(await docxText(docx(body))).toEqual({ lines: ['甲', '乙', '丙', '丁'] })
})

test('bytes and a body under another name are read too', async () => {
  const parts = docxParts(paragraph(run('甲')))
  const moved = parts.map((part) => ({
    ...part,
    name: part.name.replace('word/document.xml', 'word/document2.xml'),
    data: String(part.data).replace('word/document.xml', 'word/document2.xml'),
  }))
  const path = writeZip(join(folder, 'moved.docx'), moved)
  expect(await docxText(readFileSync(path))).toEqual({ lines: ['甲'] })
})

test('what is no document, is locked, cut off or a bomb is refused with its reason', async () => {
  const code = async (source: string | Uint8Array) => {
    const found = await docxText(source)
    return 'refusal' in found ? found.refusal.code : found.lines
  }
  expect(await code(Buffer.from('第一条'))).toBe('document.not-docx')
  expect(await code(writeZip(join(folder, 'x.zip'), [{ name: 'a.txt', data: '甲' }]))).toBe('document.not-docx')
  expect(await code(docx('<w:p><w:t>甲', 'torn.docx'))).toBe('document.damaged')
  const cut = readFileSync(docx(paragraph(run('甲'))))
  const path = join(folder, 'cut.docx')
  writeFileSync(path, cut.subarray(0, cut.length - 30))
  expect(await code(path)).toBe('document.not-docx')
  const locked = docxParts(paragraph(run('甲'))).map((part) => ({ ...part, says: { flags: 1 } }))
  expect(await code(writeZip(join(folder, 'locked.docx'), locked))).toBe('file.encrypted')
  const bomb = docxParts(paragraph(run('甲'))).map((part) => ({ ...part, says: { size: 3_000_000_000 } }))
  expect(await code(writeZip(join(folder, 'bomb.docx'), bomb))).toBe('file.bomb')
})
