import { defineMessages } from '@xiezhi/engine/message'

export const indicatorMessages = defineMessages({
  'indicator.not-found': { zh: '这次运行没有指标“{rule}”。', en: 'This run has no indicator “{rule}”.' },
  'indicator.as-of': { zh: '截至日', en: 'As of' },
})
