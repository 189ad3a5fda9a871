import { blank, type Outcome, plain, warn } from './outcome.ts'
import { foldTight, isNothing } from './text.ts'

// Provinces of GA 36; embassies' and consulates' plates begin with their word, armed police with WJ, the army with two letters.
const form =
  /^(?:[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][A-Z0-9]{4,6}[挂学警港澳领试超]?|使\d{6}|\d{6}使|[A-Z]{2}[A-Z0-9]{5}|WJ.{6,7})$/

/** The number plate of a vehicle: 贵F·12345, 贵F12345_1, 贵F12345(黄) are one. */
export function normalisePlate(raw: string): Outcome {
  const text = foldTight(raw)
  if (isNothing(text) || /^(?:无牌|未上牌|无号牌|默A00000|未识别)$/.test(text)) return blank
  const plate = text
    .toUpperCase()
    .replace(/[·•‧∙⋅●.・\-\s]/g, '')
    .replace(/(?:_\d{1,2}|[([](?:[蓝黄绿白黑]|渐变绿|黄绿)色?(?:牌)?[)\]]|[蓝黄绿白黑]色?牌?)$/, '')
    .replace(/^[蓝黄绿白黑](?=[\u4e00-\u9fff][A-Z])/, '')
  return form.test(plate) ? plain(plate) : { value: plate, finding: warn('plate.form') }
}
