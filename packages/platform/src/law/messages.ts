import { defineMessages } from '@xiezhi/engine/message'

/** What the server says of statutes. What is said of texts themselves is in the engine's `law/messages`. */
export const lawServiceMessages = defineMessages({
  'law.stage.read': { zh: '读取文本', en: 'Reading texts' },
  'law.stage.write': { zh: '写入条文', en: 'Writing articles' },
  'law.stage.publish': { zh: '入库', en: 'Publishing' },
  'law.load-label': { zh: '{first} 等 {files} 个文件', en: '{first} and others, {files} files' },
  'law.no-files': {
    zh: '没有可读的文件。请选择 .docx、.md 文件，或者它们的 .zip 压缩包。',
    en: 'No file to read. Choose .docx or .md files, or a .zip of them.',
  },
  'law.too-large': { zh: '这些文件合计超过大小上限（{limit}）。', en: 'Together the files are larger than allowed ({limit}).' },
  'law.nothing-read': {
    zh: '没有一件文本可以读取，原有文本未改动；原因见清单。',
    en: 'No text could be read; what was here is unchanged. The list says why.',
  },
  'law.no-load': { zh: '没有这次载入。', en: 'There is no such load.' },
  'law.not-waiting': { zh: '这次载入没有在等待确认，请刷新页面。', en: 'This load does not wait for a word; reload the page.' },
  'law.load-over': { zh: '载入已结束，不能取消。', en: 'The load is over and cannot be cancelled.' },
  'law.no-instrument': { zh: '登记和已载入的文本中都没有“{law}”。', en: 'Neither the registry nor a loaded text knows “{law}”.' },
  'law.no-version': { zh: '《{law}》没有这个版本：{version}', en: '{law} has no version {version}.' },
  'law.no-text': { zh: '《{law}》的这个版本（{version}）尚未载入文本。', en: 'No text of this version ({version}) of {law} is loaded.' },
  'law.no-review': { zh: '没有这项复核。', en: 'There is no such review.' },
  'law.review-closed': { zh: '这项复核已经办结。', en: 'This review is closed already.' },
})
