import { defineMessages } from '../message.ts'

/** How a day was reached, said step by step, and why a question could not be answered. */
export const limitMessages = defineMessages({
  'limit.rule': { zh: '{title}（《{law}》第{article}条），起算：{event}', en: '{title} (《{law}》, article {article}), from: {event}' },
  'limit.rule-paragraph': {
    zh: '{title}（《{law}》第{article}条第{paragraph}款），起算：{event}',
    en: '{title} (《{law}》, article {article}, paragraph {paragraph}), from: {event}',
  },
  'limit.rule-item': {
    zh: '{title}（《{law}》第{article}条第{item}项），起算：{event}',
    en: '{title} (《{law}》, article {article}, item {item}), from: {event}',
  },
  'limit.rule-paragraph-item': {
    zh: '{title}（《{law}》第{article}条第{paragraph}款第{item}项），起算：{event}',
    en: '{title} (《{law}》, article {article}, paragraph {paragraph}, item {item}), from: {event}',
  },
  'limit.rule-unnumbered': {
    zh: '{title}（《{law}》，条号未核），起算：{event}',
    en: '{title} (《{law}》, article not verified), from: {event}',
  },

  'limit.starts': {
    zh: '{start} 起算，当日不计，自次日 {first} 起计算',
    en: 'From {start}; that day is not counted, the first is {first}',
  },
  'limit.starts-back': { zh: '自 {start} 向前倒数，当日不计', en: 'Back from {start}; that day is not counted' },
  'limit.starts-hour': { zh: '自 {start} 起按小时连续计算', en: 'From {start}, in running hours' },

  'limit.paused': { zh: '{from} 至 {to} 不计入期限', en: '{from} to {to} does not count' },
  'limit.paused-open': { zh: '自 {from} 起暂停计算，尚未恢复', en: 'Not counting since {from}; not yet resumed' },
  'limit.suspended': { zh: '期限暂停中，届满日尚不能确定', en: 'The term is suspended: there is no last day yet' },
  'limit.put-off': { zh: '期限内不计入 {days} 日，届满日相应延至 {end}', en: '{days} days do not count, so the last day becomes {end}' },

  'limit.counted-day': { zh: '{length}日，至 {end}', en: '{length} days, to {end}' },
  'limit.counted-workday': { zh: '{length}个工作日，至 {end}', en: '{length} working days, to {end}' },
  'limit.counted-month': { zh: '{length}个月，至 {end}', en: '{length} months, to {end}' },
  'limit.counted-year': { zh: '{length}年，至 {end}', en: '{length} years, to {end}' },
  'limit.counted-hour': { zh: '{length}小时，至 {end}', en: '{length} hours, to {end}' },
  'limit.joined': { zh: '延长的期限与原期限单位相同，合并计算', en: 'The extension has the same unit and is added first' },
  'limit.continued': { zh: '延长的期限自未顺延的届满日 {from} 续算', en: 'The extension continues from the unmoved last day {from}' },
  'limit.clamped': { zh: '到期月没有对应日，以该月最后一日为届满日', en: 'No corresponding day in that month: its last day counts' },

  'limit.back-day': { zh: '倒数第{length}日为 {end}', en: 'Day {length} before is {end}' },
  'limit.back-workday': { zh: '倒数第{length}个工作日为 {end}', en: 'Working day {length} before is {end}' },
  'limit.back-month': { zh: '倒数{length}个月为 {end}', en: '{length} months before is {end}' },
  'limit.back-year': { zh: '倒数{length}年为 {end}', en: '{length} years before is {end}' },
  'limit.back-hour': { zh: '倒数{length}小时为 {end}', en: '{length} hours before is {end}' },
  'limit.back-clear': {
    zh: '其间须有完整的期限，再向前一日（个工作日），为 {end}',
    en: 'The whole length must lie between, so one more back: {end}',
  },

  'limit.moved-weekend': {
    zh: '{unrolled} 为周末休息日，顺延至其后第一个工作日 {date}',
    en: '{unrolled} is a weekend, moved to the next working day {date}',
  },
  'limit.moved-holiday': {
    zh: '{unrolled} 为放假日，顺延至其后第一个工作日 {date}',
    en: '{unrolled} is a public holiday, moved to the next working day {date}',
  },
  'limit.makeup': { zh: '{unrolled} 为调休上班日，不顺延', en: '{unrolled} is a weekend day that is worked: not moved' },
  'limit.fixed': { zh: '{unrolled} 为休息日，但本期限不因休假日顺延', en: '{unrolled} is not a working day, but this term is not moved' },
  'limit.provisional': {
    zh: '所涉年份的放假安排尚未收录，仅按周一至周五推算，结论暂定',
    en: 'Rests on a year without a published table; by weekday only, so provisional',
  },
  'limit.may-change': {
    zh: '涉及最近一年12月29日至31日，下一年度放假通知可能调整，请届时复核',
    en: 'Rests on 29–31 December of the newest table, which the next notice can still change',
  },

  'limit.chain-step': { zh: '第{nth}段', en: 'Term {nth}' },
  'limit.overdue': { zh: '{act} 晚于 {date}，逾期{days}日', en: '{act} is after {date}: {days} days overdue' },
  'limit.in-time': { zh: '{act} 不晚于 {date}，未逾期', en: '{act} is not after {date}: in time' },
})
