import { defineMessages } from '@xiezhi/engine/message'

export const impactMessages = defineMessages({
  'impact.no-field': {
    zh: '数据标准里没有“{dataset}”或它的字段“{field}”。',
    en: 'The standards have no dataset “{dataset}” with a field “{field}”.',
  },
  'impact.article': { zh: '{law}第{article}条', en: '{law}, article {article}' },
  'impact.basis': { zh: '《{law}》{article}', en: '{law} {article}' },
  'impact.key-changed': {
    zh: '区分各行的字段由“{before}”改为“{after}”',
    en: 'Rows were told apart by “{before}”, now by “{after}”',
  },
  'impact.field-gone': { zh: '删去字段“{field}”', en: 'Field “{field}” goes' },
  'impact.field-changed': {
    zh: '字段“{field}”的类型、代码、必填或敏感级别改变',
    en: 'Type, codes, need or sensitivity of field “{field}” change',
  },
  'impact.field-added': { zh: '新增字段“{field}”', en: 'Field “{field}” comes' },
  'impact.code-gone': { zh: '删去代码 {code}（{name}）', en: 'Code {code} ({name}) goes' },
  'impact.code-changed': { zh: '代码 {code} 由“{name}”改为“{now}”', en: 'Code {code} was “{name}” and becomes “{now}”' },
  'impact.code-days': {
    zh: '代码 {code}（{name}）的有效日期、其他写法或说明改变',
    en: 'Days, other words or notes of code {code} ({name}) change',
  },
  'impact.codes-added': { zh: '新增 {count} 个代码', en: '{count} codes come' },
  'impact.law-changed': {
    zh: '《{law}》{version} 版本（对照 {previous}）：{what}',
    en: '{law}, version {version} (against {previous}): {what}',
  },
  'impact.law-corrected': { zh: '《{law}》{version} 版本换一份文本：{what}', en: '{law}, another text of version {version}: {what}' },
  'impact.law-unknown': {
    zh: '《{law}》{version} 版本：没有旧版本全文可对照，按全部条文都可能改变计算',
    en: '{law}, version {version}: no earlier text to compare with, so every article counts as changed',
  },
  'impact.articles-changed': { zh: '修改第 {articles} 条', en: 'changed {articles}' },
  'impact.articles-renumbered': { zh: '改条号 {articles}', en: 'renumbered {articles}' },
  'impact.articles-added': { zh: '新增第 {articles} 条', en: 'added {articles}' },
  'impact.articles-removed': { zh: '删去第 {articles} 条', en: 'removed {articles}' },
})
