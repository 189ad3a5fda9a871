import { defineMessages } from '@xiezhi/engine/message'

/** What is said of a decision's text that somebody pasted. */
export const lawCheckMessages = defineMessages({
  'law.check-decided': { zh: '决定日', en: 'day of the decision' },
  'law.check-served': { zh: '送达日', en: 'day of service' },
  'law.check-decided-for-served': { zh: '决定日（送达日不明，暂从决定日起算）', en: 'day of the decision (day of service not known)' },
  'law.check-after': { zh: '{title}届满日', en: 'end of: {title}' },
  'law.check-busy': { zh: '核对的人太多，请稍后再试。', en: 'Too many texts are being checked; try again in a moment.' },
})
