import { defineMessages } from '@xiezhi/engine/message'

/** What is said of documents whose text is wanted. */
export const documentMessages = defineMessages({
  'document.not-docx': {
    zh: '不是 .docx 文档。旧的 .doc 请用 Word 或 WPS 另存为 .docx。',
    en: 'Not a .docx document. Save an old .doc as .docx first.',
  },
  'document.damaged': {
    zh: '文档已损坏或不完整，请重新下载或另存。',
    en: 'The document is damaged or cut off; download or save it again.',
  },
  'document.pdf-scanned': {
    zh: '这个 PDF 里没有文字，大概是扫描件。请先用识别软件转成文字，或者直接粘贴文字。',
    en: 'This PDF has no text; it is probably a scan. Recognise its text first, or paste the text.',
  },
  'document.pdf-locked': { zh: '这个 PDF 有密码，打不开。请先去掉密码。', en: 'This PDF is locked with a password. Remove it first.' },
  'document.pdf-damaged': { zh: '不是 PDF，或者已经损坏。', en: 'Not a PDF, or a damaged one.' },
  'document.pdf-too-heavy': {
    zh: '这个 PDF 读得太久或者占用太多，没有读完。请拆成小一些的文件。',
    en: 'Reading this PDF took too long or too much memory. Split it first.',
  },
  'document.kind': {
    zh: '只能读 .docx、有文字的 .pdf 和文本文件（UTF-8 或 GB18030）。',
    en: 'Only .docx, .pdf with text, and text files (UTF-8 or GB18030) can be read.',
  },
  'document.empty': { zh: '文件里没有文字。', en: 'The file holds no text.' },
  'document.none': { zh: '没有收到文件。', en: 'No file has come.' },
  'document.too-large': { zh: '文件超过大小上限（{limit}）。', en: 'The file is larger than allowed ({limit}).' },
  'document.too-long': { zh: '文档过长，无法读取。', en: 'The document is too long to read.' },
})
