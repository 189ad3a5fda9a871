import { defineMessages } from '../message.ts'

/** What is wrong with a year's table, and what was not understood in a notice. */
export const calendarMessages = defineMessages({
  'calendar.notice-no-year': {
    zh: '没有读到年份：请连同标题“关于××××年……安排的通知”一并粘贴，或先选定年份',
    en: 'No year was found: paste the title as well, or choose the year first',
  },
  'calendar.notice-other-year': {
    zh: '通知写的是 {year} 年，不是所选的 {asked} 年；已按通知',
    en: 'The notice is for {year}, not for {asked}; read as the notice says',
  },
  'calendar.notice-no-days': { zh: '没有读到放假日期', en: 'No holiday was found in the text' },
  'calendar.notice-missing': {
    zh: '没有读到{names}的安排；本表将代替全年的安排，请补齐',
    en: 'Nothing was found about {names}; the table replaces that of the whole year, so complete it',
  },
  'calendar.notice-merged': {
    zh: '通知只说到部分节日，已并入 {year} 年现行的安排；被取消的放假或上班请人工删去',
    en: 'The notice is about some holidays only and was joined with the table of {year} in force; take out by hand what it cancels',
  },
  'calendar.notice-prolonged': {
    zh: '“{words}”是延长假期，起止未写全，请人工补入日期',
    en: '“{words}” prolongs a holiday without naming all days; add them by hand',
  },
  'calendar.notice-no-verb': { zh: '{days} 没有写明放假还是上班', en: 'The text does not say whether {days} is off or worked' },
  'calendar.notice-weekday': { zh: '{day} 是{is}，通知写作{said}', en: '{day} is {is}, the notice writes {said}' },
  'calendar.notice-work-weekday': {
    zh: '{day} 是{is}，本来就上班，通知却安排上班，请核对日期',
    en: '{day} is {is}, a working day anyway; check the date',
  },
  'calendar.notice-both': { zh: '{day} 既写放假又写上班', en: '{day} is said to be both off and worked' },
  'calendar.notice-total': {
    zh: '{from} 起的假期写作共 {said} 天，按日期只有 {found} 天',
    en: 'The holiday from {from} is said to have {said} days; by its dates it has {found}',
  },
  'calendar.notice-turned': { zh: '{from} 至 {to} 的起止不对', en: '{from} to {to} is no span of days' },
  'calendar.notice-no-month': { zh: '“{words}”没有月份', en: '“{words}” has no month' },
  'calendar.notice-bad-day': { zh: '“{words}”不是真实存在的日期', en: '“{words}” is no day' },
  'calendar.notice-far-day': {
    zh: '{day} 不属于 {year} 年，也不是上一年的十二月',
    en: '{day} is neither in {year} nor in the December before',
  },

  'calendar.not-yaml': { zh: '不是可读的 YAML：{reason}', en: 'This is not readable YAML: {reason}' },
  'calendar.bad-field': { zh: '{field} 不对：{reason}', en: '{field} is wrong: {reason}' },
  'calendar.bad-day': { zh: '{day} 不是真实存在的日期', en: '{day} is no day' },
  'calendar.far-day': {
    zh: '{day} 不属于 {year} 年，也不是上一年的十二月',
    en: '{day} is neither in {year} nor in the December before',
  },
  'calendar.twice': { zh: '{day} 出现了两次', en: '{day} stands twice' },
  'calendar.work-weekday': {
    zh: '{day} 是周一至周五，无须列为调休上班日',
    en: '{day} is a weekday and needs no making up',
  },
  'calendar.fixed-missing': {
    zh: '{day} 是法定节日（{name}），表中没有，请核对',
    en: '{day} ({name}) is a holiday by law and is missing; check the table',
  },
  'calendar.source': {
    zh: '国务院办公厅关于{year}年部分节假日安排的通知',
    en: 'Notice of the State Council’s office on the holidays of {year}',
  },
})
