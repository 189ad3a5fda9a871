import { defineMessages } from '@xiezhi/engine/message'

export const pursuitMessages = defineMessages({
  'pursuit.too-deep': {
    zh: '一次最多往后看 {most} 条。请按数据集或年份缩小范围。',
    en: 'No more than {most} entries are shown in one go: narrow them by dataset or year.',
  },
  'pursuit.nothing': {
    zh: '认不出“{text}”是什么。请输入身份证件号码、统一社会信用代码、文号、案号或者名称。',
    en: '“{text}” is no number or name that could be looked for.',
  },
  'pursuit.no-row': { zh: '当前数据中没有这一行。', en: 'There is no such row in the data as they are now.' },
  'pursuit.clue': { zh: '监督线索', en: 'Clues' },
  'pursuit.act': { zh: '线索办理', en: 'What was done about clues' },
  'pursuit.found': { zh: '发现线索：{rule}', en: 'Clue found: {rule}' },
  'pursuit.yes': { zh: '是', en: 'yes' },
  'pursuit.no': { zh: '否', en: 'no' },
  'pursuit.by-name': { zh: '{field}（按名称）', en: '{field} (by name)' },
  'pursuit.undated': { zh: '没有日期', en: 'No date' },
  'pursuit.title': { zh: '追查', en: 'Pursuit' },
  'pursuit.column.day': { zh: '日期', en: 'Day' },
  'pursuit.column.what': { zh: '事项', en: 'What' },
  'pursuit.column.source': { zh: '来源', en: 'Source' },
  'pursuit.column.as': { zh: '以什么身份', en: 'As' },
  'pursuit.column.title': { zh: '名称', en: 'Title' },
  'pursuit.column.fields': { zh: '内容', en: 'Content' },
  'pursuit.column.file': { zh: '文件', en: 'File' },
  'pursuit.column.row': { zh: '行号', en: 'Row' },
})
