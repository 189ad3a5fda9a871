/** How an office writes days, moments, money and sizes. Statutory days are text; nothing here goes through a time zone except moments. */

const parts = (day: string) => /^(\d{4})-(\d{2})-(\d{2})/.exec(day)
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026-07-05` → 2026年7月5日 (5 Jul 2026 in English). What is no day is given back as it came. */
export const formatDay = (day: string, language: string): string => {
  const found = parts(day)
  if (!found) return day
  const [, year, month, date] = found
  return language === 'en'
    ? `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`
    : `${year}年${Number(month)}月${Number(date)}日`
}

/** Days and moments inside a sentence, each written the office's way. */
export const writeDays = (sentence: string, language: string): string =>
  sentence.replace(/(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/g, (_, day: string, time?: string) =>
    time ? `${formatDay(day, language)} ${time}` : formatDay(day, language),
  )

const china = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const inChina = (moment: string): { readonly day: string; readonly time: string } | undefined => {
  const time = Date.parse(moment)
  if (Number.isNaN(time)) return undefined
  const field = new Map(china.formatToParts(time).map((part) => [part.type, part.value]))
  return { day: `${field.get('year')}-${field.get('month')}-${field.get('day')}`, time: `${field.get('hour')}:${field.get('minute')}` }
}

/** A moment in China's civil time: 2026年7月5日 09:30. */
export const formatMoment = (moment: string, language: string): string => {
  const there = inChina(moment)
  return there ? `${formatDay(there.day, language)} ${there.time}` : moment
}

/** The day in China on which a moment falls. */
export const dayInChina = (moment: string): string => inChina(moment)?.day ?? moment

/** Groups digits and keeps both decimals of an amount that is text, so that nothing is rounded: `3000.00` → `3,000.00`. */
export const groupDigits = (amount: string): string => {
  const found = /^(-?)(\d+)(\.\d+)?$/.exec(amount)
  if (!found) return amount
  return `${found[1]}${found[2]!.replace(/\B(?=(\d{3})+$)/g, ',')}${found[3] ?? ''}`
}

/** 3,000.00元 (¥3,000.00 in English). */
export const formatMoney = (amount: string, language: string): string => {
  const text = groupDigits(/^-?\d+$/.test(amount) ? `${amount}.00` : amount)
  return language === 'en' ? `¥${text}` : `${text}元`
}

/** A sum at a glance: from ten thousand yuan on in 万元, from a hundred million in 亿元, two decimals. */
export const formatSum = (amount: string, language: string): { readonly number: string; readonly unit: string } => {
  const yuan = Number(amount)
  if (!Number.isFinite(yuan)) return { number: amount, unit: '' }
  if (language === 'en') return { number: `¥${groupDigits(yuan.toFixed(0))}`, unit: '' }
  if (Math.abs(yuan) >= 1e8) return { number: groupDigits((yuan / 1e8).toFixed(2)), unit: '亿元' }
  if (Math.abs(yuan) >= 1e4) return { number: groupDigits((yuan / 1e4).toFixed(2)), unit: '万元' }
  return { number: groupDigits(yuan.toFixed(2)), unit: '元' }
}

export const formatCount = (count: number): string => groupDigits(String(count))

export const formatBytes = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** How long something took, for people: 0.8 秒, 12 秒, 3 分 20 秒. */
export const secondsBetween = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000)

/** Days of our own procedures and codes are shown as they are in a table; a value that is a plain day is written the office's way. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)
