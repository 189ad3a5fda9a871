import { defineMessages } from '@xiezhi/engine/message'

export const impactMessages = defineMessages({
  'impact.no-field': {
    zh: '数据标准里没有“{dataset}”或它的字段“{field}”。',
    en: 'The standards have no dataset “{dataset}” with a field “{field}”.',
  },
  'impact.article': { zh: '{law}第{article}条', en: '{law}, article {article}' },
})
