import { defineMessages } from '../message.ts'

/** Labels of columns that import makes: masks, grades, what is drawn out of a text. */
export const columnMessages = defineMessages({
  'column.ordinal': { zh: '序号', en: 'number' },
  'column.law': { zh: '法规名称', en: 'law' },
  'column.law_raw': { zh: '原文法规名称', en: 'law as written' },
  'column.article': { zh: '条', en: 'article' },
  'column.article_sub': { zh: '条之几', en: 'article 之' },
  'column.paragraph': { zh: '款', en: 'paragraph' },
  'column.item': { zh: '项', en: 'item' },
  'column.raw': { zh: '引文', en: 'citation' },
  'column.start': { zh: '起', en: 'from' },
  'column.end': { zh: '止', en: 'to' },
  'column.name_key': { zh: '名称键', en: 'name key' },
  'column.masked': { zh: '{of}（脱敏）', en: '{of} (masked)' },
  'column.grade': { zh: '{of}的证据等级', en: 'grade of {of}' },
})
