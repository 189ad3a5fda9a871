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
  'column.field': { zh: '所在字段', en: 'field' },
  'column.yuan': { zh: '金额（元）', en: 'yuan' },
  'column.kind': { zh: '金额种类', en: 'kind of sum' },
  'column.subtype': { zh: '金额细类', en: 'subtype of sum' },
  'column.approx': { zh: '约数', en: 'approximate' },
  'column.iso': { zh: '日期', en: 'day' },
  'column.precision': { zh: '精度', en: 'precision' },
  'column.raw': { zh: '原文', en: 'as written' },
  'column.start': { zh: '起', en: 'from' },
  'column.end': { zh: '止', en: 'to' },
  'column.name_key': { zh: '名称键', en: 'name key' },
  'column.masked': { zh: '{of}（脱敏）', en: '{of} (masked)' },
  'column.grade': { zh: '{of}的证据等级', en: 'grade of {of}' },
})
