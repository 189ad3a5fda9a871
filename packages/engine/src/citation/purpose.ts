/** What a sum is for: a fine that was imposed, a confiscation, or something else. The nearest word that tells decides. */
import type { Scan } from './fold.ts'
import type { Decimal } from './numeral.ts'

export interface Purpose {
  readonly kind: 'fine' | 'confiscation' | 'other'
  readonly subtype?: 'unit_price' | 'statutory_range' | 'late_payment_penalty' | 'criminal_fine'
}

export interface Sum {
  readonly value: Decimal
  /** Places in the folded text. */
  readonly start: number
  readonly end: number
  readonly approx: boolean
}

const WINDOW = 90
const OTHER: Purpose = { kind: 'other' }
const RANGE: Purpose = { kind: 'other', subtype: 'statutory_range' }
const UNIT_PRICE: Purpose = { kind: 'other', subtype: 'unit_price' }
const LATE: Purpose = { kind: 'other', subtype: 'late_payment_penalty' }
const CRIMINAL: Purpose = { kind: 'other', subtype: 'criminal_fine' }
const FINE: Purpose = { kind: 'fine' }
const CONFISCATION: Purpose = { kind: 'confiscation' }

/** What may be confiscated: after 没收 these words do not change the matter. */
const SPOILS = '所得|收入|收益|获利|财产|财物|赃款|赌资|毒资|现金|款项|货款|赃物|物品|利润|资金|销售款|工具'
const SPOILS_ONLY = new RegExp(`^(?:${SPOILS})$`)
const SPOILS_BEFORE = new RegExp(`(?:${SPOILS})[^,，、]{0,12}$`)
const CUE = new RegExp(
  `加处的?罚款|加处|罚没款?|罚款本金|罚款|罚金(?!额)|没收(?![回到取据受购集拢过费])|收缴|${SPOILS}|上缴|` +
    '费|价|值|损失|赔偿|工资|报酬|借款|贷款|本金|利息|违约金|补偿|税款|税额|保证金|押金|定金|奖励|奖金|补贴|津贴|销售额|营业额|购买|购得|购入|支付|退还|返还|退赔|退缴|转账|汇款|存款|余额|标准|收取|债务|欠款|保险金|抚恤金|滞纳金|公积金|养老金|投资|资本|造价|贿|骗|盗|窃|出售|销售|变卖|借|追缴|付款|打款|人均|限额|赠|筹|给(?!予)|赔|首付|注册',
  'g',
)
const NUMERAL = '[\\d一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾]'
const FINE_AFTER = new RegExp(
  `^(?:\\([^()]{1,20}\\))?[)）”"]{0,2}(?:整)?的?(?:行政|治安|交通)?(?:罚款|处罚)(?!(?:人民币|共计|合计|金额|各|[:：])?${NUMERAL})`,
)
const CRIMINAL_AFTER = new RegExp(`^[)）]?的?罚金(?!(?:人民币|共计|各)?${NUMERAL})`)
const LIMITED_AFTER =
  /^(?:以上(?!事实|证据|损失|费用|合计|共计|各项|款项|行为|违法|物品|[一二两三四五六七八九十\d]{1,2}[项份笔])|以下|以内|之内|为上限|封顶)/
const LIMITED_BEFORE = /(?:不足|不满|超过|高于|不低于|未满|最高|最低)(?:人民币)?$/
/** 每平方米25元; but 每人罚款500元 is a fine. */
const UNIT_BEFORE =
  /每(?:平方米|平方|平米|㎡|亩|公顷|吨|公斤|千克|斤|立方米|立方|米|车次|台|件|箱|瓶|包|辆(?:\(艘\)|次)?|艘|架|只|头|株|棵|米|张|份|册|袋|桶|日|天|月|年|小时|公里|升|户)(?:按|处以?|罚款)?(?:人民币)?$/
/** The total of a fine and something else is neither. */
const TOTAL = /(?:合计|共计|总计|总额)(?:为|人民币|[:：])*$/
const MIXED = /加处|没收|滞纳金|执行费|受理费/
/** 罚没款 is fine and confiscation in one sum. */
const BOTH = /罚没(?:款项?|金额)?(?:共计|合计|总计|总额|人民币|计|共|[:：])*$/
/** 20-200元: the lower end stands without its 元. */
const HALF_RANGE = /\d万?(?:至|到|-|—{1,2}|~)$/
/** Statutes say 有…情形的，处五千元罚款; a decision names whom it punishes. */
const GENERAL = /的[,，](?:[^。；;]{0,70}[,，、])?(?:可以)?(?:并处|处以|处|可处)(?:罚款)?$/
const PARTICULAR = /决定|给予|当事人|被告|原告|你|该[公单店厂]|本局|本机关|其行为|现|已|某|公司|罚决|违反了|经查/
const RESTATED = /^(?:[(（,，:：=即计整)）]|大写|小写|人民币|¥|折合)*$/
const TAKEN_AFTER = /^[^。；;]{0,14}?(?:没收|收缴)(?=[,，。；;、)）上并归]|$)/

/** The state after the last telling word before the sum. */
function told(before: string): { purpose: Purpose; distance: number } | undefined {
  let found: { purpose: Purpose; at: number } | undefined
  for (const match of before.matchAll(CUE)) {
    const word = match[0]
    const at = match.index + word.length
    if (word.startsWith('加处')) found = { purpose: LATE, at }
    else if (word.startsWith('罚款'))
      found = {
        purpose:
          found?.purpose === LATE && match.index - found.at < 25 && !/[,，、及和]/.test(before.slice(found.at, match.index)) ? LATE : FINE,
        at,
      }
    else if (word === '罚金') found = { purpose: CRIMINAL, at }
    else if (word === '没收') found = { purpose: CONFISCATION, at }
    else if (/^(?:定金|押金|保证金)$/.test(word) && !before.slice(found?.at ?? 0, match.index).includes('违法'))
      found = { purpose: OTHER, at }
    // 没收假药10盒（货值1200元）: what the goods were worth is not what was taken in money
    else if (word === '值' && (/货$/.test(before.slice(0, match.index)) || /[（(][^）)]{0,6}$/.test(before.slice(0, match.index))))
      found = { purpose: OTHER, at }
    // up to the next comma the sum is what is taken, whatever the words; behind it only spoils
    else if (found?.purpose === CONFISCATION && !/[,，]/.test(before.slice(found.at, match.index))) continue
    else if (found?.purpose === CONFISCATION && match.index - found.at <= 25 && SPOILS_ONLY.test(word))
      found = { purpose: CONFISCATION, at }
    else found = { purpose: OTHER, at }
  }
  return found && { purpose: found.purpose, distance: before.length - found.at }
}

export function purposeOf(
  scan: Scan,
  sum: Sum,
  previous: Sum | undefined,
  previousPurpose: Purpose | undefined,
  next: Sum | undefined,
): Purpose {
  const { text } = scan
  scan.steps += WINDOW + 40
  const after = text.slice(sum.end, sum.end + 30)
  const window = text.slice(Math.max(0, sum.start - WINDOW), sum.start)
  const before = window.slice(Math.max(window.lastIndexOf('。'), window.lastIndexOf('；'), window.lastIndexOf(';')) + 1)
  if (/^(?:\/|每)/.test(after) || UNIT_BEFORE.test(before)) return UNIT_PRICE
  if (/^[×*]/.test(after)) return OTHER
  if (LIMITED_AFTER.test(after) || LIMITED_BEFORE.test(before) || HALF_RANGE.test(before)) return RANGE
  const between = previous === undefined ? undefined : text.slice(Math.max(previous.end, sum.start - 12), sum.start)
  const reaches = next === undefined ? undefined : text.slice(sum.end, Math.min(next.start, sum.end + 12))
  const joined = /^(?:至|到|-|—{1,2}|~)$/
  if ((between !== undefined && joined.test(between)) || (reaches !== undefined && joined.test(reaches))) return RANGE
  if (BOTH.test(before)) return OTHER
  if (GENERAL.test(before) && !PARTICULAR.test(before)) return RANGE
  if (FINE_AFTER.test(after)) return /加处(?:人民币|了)?$/.test(before) ? LATE : FINE
  if (CRIMINAL_AFTER.test(after)) return CRIMINAL
  if (previous && previousPurpose && previousPurpose.subtype !== 'unit_price') {
    const joint = text.slice(Math.max(previous.end, sum.start - 20), sum.start)
    if (sum.start - previous.end <= 20 && RESTATED.test(joint) && joint !== '' && joint !== ',' && joint !== '，') return previousPurpose
    if (joint === '、' && previousPurpose !== RANGE) return previousPurpose
  }
  if (
    /(?<!扣)(?:处罚|罚)(?:金额|人民币|共计|合计|了|掉|[我你他她其]们?|[:：])*$/.test(before) &&
    !/罚(?:[没款]|金(?!额))/.test(before.slice(-4))
  )
    return FINE
  if (TOTAL.test(before) && before.includes('罚款') && MIXED.test(before)) return OTHER
  const cue = told(before)
  if (!cue) return OTHER
  if (cue.purpose === OTHER) return TAKEN_AFTER.test(after) && SPOILS_BEFORE.test(before) ? CONFISCATION : OTHER
  return cue.distance <= 40 ? cue.purpose : OTHER
}
