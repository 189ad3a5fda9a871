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
  'document.too-long': { zh: '文档过长，无法读取。', en: 'The document is too long to read.' },
})
