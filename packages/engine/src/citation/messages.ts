import { defineMessages } from '../message.ts'

export const citationMessages = defineMessages({
  'citation.command': {
    zh: '抽取文本中的法条引用、金额和日期：每行一个 {"id","text"}，每行一个结果',
    en: 'find citations of law, sums and dates in texts: {"id","text"} a line in, one result a line out',
  },
  'citation.command-file': {
    zh: 'JSON Lines 文件；不写则读标准输入',
    en: 'JSON Lines file; standard input when left out',
  },
  'citation.command-help': {
    zh: `结果（一行一个）：
  {"id","citations":[{"law","article","article_sub","paragraph","item","raw","start","end","law_raw"}],
   "mentions":[{"law","raw","start","end"}],"amounts":[{"yuan","kind","raw","start","end","subtype"}],"dates":[{"iso","raw","start","end"}]}
  law 为全称（简称、本条例、该法已还原），文中看不出时为 null；law_raw 为文中写法，与全称不同时才有
  article_sub 1 即“之一”；mentions 为只提法名、未引条文者
  kind：fine 已处罚款 | confiscation 没收 | other 其他；subtype：unit_price 单价、statutory_range 法定幅度、late_payment_penalty 加处罚款、criminal_fine 罚金
  start、end 为 text 中的位置（UTF-16 单元），text.slice(start, end) 即 raw
退出码：0 全部处理；2 有的行不能读（其余照做）`,
    en: `One result a line:
  {"id","citations":[{"law","article","article_sub","paragraph","item","raw","start","end","law_raw"}],
   "mentions":[{"law","raw","start","end"}],"amounts":[{"yuan","kind","raw","start","end","subtype"}],"dates":[{"iso","raw","start","end"}]}
  law: the full name, short names and words such as 本条例 resolved; null when the text does not say it. law_raw: as written, where it differs
  article_sub 1 is 之一; mentions: laws named without an article
  kind: fine | confiscation | other; start and end count UTF-16 units: text.slice(start, end) is raw
Exit code: 0 all done; 2 some lines could not be read (the rest was done)`,
  },
  'citation.line-not-json': {
    zh: '第 {line} 行不是 JSON 对象，已跳过；应为 {"id": …, "text": "…"}',
    en: 'Line {line} is not a JSON object and was skipped; expected {"id": …, "text": "…"}',
  },
  'citation.line-without-text': {
    zh: '第 {line} 行没有文字字段 text，已跳过',
    en: 'Line {line} has no string field text and was skipped',
  },
})
