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

  'limit.own-day': { zh: '期限目录所载为{length}日', en: 'The catalogue has {length} days' },
  'limit.own-workday': { zh: '期限目录所载为{length}个工作日', en: 'The catalogue has {length} working days' },
  'limit.own-month': { zh: '期限目录所载为{length}个月', en: 'The catalogue has {length} months' },
  'limit.own-year': { zh: '期限目录所载为{length}年', en: 'The catalogue has {length} years' },
  'limit.own-hour': { zh: '期限目录所载为{length}小时', en: 'The catalogue has {length} hours' },
  'limit.adjusted-day': { zh: '本院调整为{length}日', en: 'This office counts {length} days' },
  'limit.adjusted-workday': { zh: '本院调整为{length}个工作日', en: 'This office counts {length} working days' },
  'limit.adjusted-month': { zh: '本院调整为{length}个月', en: 'This office counts {length} months' },
  'limit.adjusted-year': { zh: '本院调整为{length}年', en: 'This office counts {length} years' },
  'limit.adjusted-hour': { zh: '本院调整为{length}小时', en: 'This office counts {length} hours' },
  'limit.adjusted-rollover-next_workday': {
    zh: '本院调整为末日遇休息日顺延',
    en: 'This office moves a last day that is not a working day',
  },
  'limit.adjusted-rollover-none': { zh: '本院调整为末日遇休息日不顺延', en: 'This office does not move the last day' },

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
  'limit.back-clear': { zh: '其间须有完整的期限，再向前一日，为 {end}', en: 'The whole length must lie between, so one day more: {end}' },
  'limit.back-clear-workday': {
    zh: '其间须有完整的期限，再向前一个工作日，为 {end}',
    en: 'The whole length must lie between, so one working day more: {end}',
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

  'limit.not-json': { zh: '这一行不是一个完整的 JSON 对象', en: 'This line is not a whole JSON object' },
  'limit.not-object': {
    zh: '问题须是一个 JSON 对象，如 {"id":1,"start":"2024-05-01","length":15,"unit":"day"}',
    en: 'A question is a JSON object',
  },
  'limit.bad-op': { zh: '不认识的 op「{op}」，可用：{ops}', en: 'Unknown op {op}; use one of {ops}' },
  'limit.bad-day': { zh: '{field} 须为真实存在的日期，写作 2024-05-01', en: '{field} must be a day that exists, written 2024-05-01' },
  'limit.bad-minute': {
    zh: '{field} 须为时刻，写作 2024-05-01T09:30（按小时计算的期限）',
    en: '{field} must be a time written 2024-05-01T09:30 (a term in hours)',
  },
  'limit.far-day': { zh: '{field} 须在 1900 年至 2199 年之间', en: '{field} must lie between 1900 and 2199' },
  'limit.bad-length': { zh: '{field} 须为不小于零的整数', en: '{field} must be a whole number, zero or more' },
  'limit.long-length': { zh: '{field} 过长：期限不得超过一百年', en: '{field} is too long: no term exceeds a hundred years' },
  'limit.bad-unit': { zh: '{field} 须为 day、workday、month、year、hour 之一', en: '{field} must be day, workday, month, year or hour' },
  'limit.bad-direction': { zh: '{field} 须为 after 或 before', en: '{field} must be after or before' },
  'limit.bad-rollover': { zh: '{field} 须为 next_workday 或 none', en: '{field} must be next_workday or none' },
  'limit.bad-clear': { zh: '{field} 须为 true 或 false', en: '{field} must be true or false' },
  'limit.bad-term': { zh: '{field} 须写明 length 与 unit', en: '{field} needs length and unit' },
  'limit.bad-pause': {
    zh: '{field} 须写明起止日 from、to（尚未恢复的 to 写 null）',
    en: '{field} needs from and to (null while it lasts)',
  },
  'limit.turned-pause': { zh: '{field} 的止日早于起日', en: '{field} ends before it begins' },
  'limit.bad-steps': { zh: '{field} 须为至少一段期限的数组', en: '{field} must be a list of at least one term' },
  'limit.many': { zh: '{field} 条目过多', en: '{field} has too many entries' },
  'limit.hours-run-on': { zh: '按小时计算的期限连续计算，不能有 {field}', en: 'A term in hours runs on and cannot have {field}' },
  'limit.mixed-hours': { zh: '{field}：小时不能与其他单位混用', en: '{field}: hours cannot be mixed with other units' },
  'limit.forward-only': { zh: '向前倒数的期限不能有 {field}', en: 'A term counted backward cannot have {field}' },
  'limit.unknown-rule': { zh: '期限目录中没有「{rule}」', en: 'The catalogue has no limit {rule}' },
  'limit.unknown-rule-near': {
    zh: '期限目录中没有「{rule}」，是否指「{near}」？',
    en: 'The catalogue has no limit {rule}; did you mean {near}?',
  },
  'limit.rule-and-term': { zh: '已指明 rule，不能再写 {field}', en: 'With a rule, {field} cannot be given' },
  'limit.misspelt': { zh: '不认识的字段「{field}」，是否指「{near}」？', en: 'Unknown field {field}; did you mean {near}?' },

  'limit.command': {
    zh: '计算法定期限：标准输入每行一个 JSON 问题，标准输出每行一个答案',
    en: 'Count statutory time: a JSON question a line on standard input, an answer a line on standard output',
  },
  'limit.command-help': {
    zh: `问题（每行一个）：
  {"id":1,"start":"2024-05-01","length":15,"unit":"day"}          unit: day | workday | month | year | hour
  {"id":2,"rule":"nonlit.apply-window","start":"2023-07-10"}      期限目录中的期限
  {"id":3,"op":"chain","start":"2021-06-04","steps":[{"length":6,"unit":"month"},{"length":3,"unit":"month"}]}
  {"id":4,"op":"overdue","act":"2024-06-03","start":"2024-05-01","length":15,"unit":"day"}
  {"id":5,"op":"is_workday","date":"2024-05-11"}
  {"id":6,"op":"workdays_between","from":"2024-05-01","to":"2024-05-31"}
可加：direction（after | before）、clear、rollover（next_workday | none）、pauses [{"from","to"}]、extension [{"length","unit"}]
退出码：0 全部作答；2 有的行不能作答（该行给出 error，其余照答）`,
    en: `Questions (one a line):
  {"id":1,"start":"2024-05-01","length":15,"unit":"day"}          unit: day | workday | month | year | hour
  {"id":2,"rule":"nonlit.apply-window","start":"2023-07-10"}      a limit of the catalogue
  {"id":3,"op":"chain","start":"2021-06-04","steps":[{"length":6,"unit":"month"},{"length":3,"unit":"month"}]}
  {"id":4,"op":"overdue","act":"2024-06-03","start":"2024-05-01","length":15,"unit":"day"}
  {"id":5,"op":"is_workday","date":"2024-05-11"}
  {"id":6,"op":"workdays_between","from":"2024-05-01","to":"2024-05-31"}
Also: direction (after | before), clear, rollover (next_workday | none), pauses [{"from","to"}], extension [{"length","unit"}]
Exit code: 0 all answered; 2 some lines could not be (they say why, the rest is answered)`,
  },
  'limit.refused-lines': { zh: '{count} 行不能作答，原因见各行的 error', en: '{count} lines could not be answered; each says why' },
})
