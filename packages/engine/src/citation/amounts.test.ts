import { describe, expect, it } from 'vitest'
import { readLegalText } from './reader.ts'

const sums = (text: string): string[] => readLegalText(text).amounts.map((a) => `${a.yuan} ${a.subtype ?? a.kind}${a.approx ? ' ~' : ''}`)

describe('a sum', () => {
  it.each([
    ['Arabic', '支付3000元', ['3000.00 other']],
    ['with commas', '支付1,234,567.89元', ['1234567.89 other']],
    ['万元', '支付5.6万元', ['56000.00 other']],
    ['unit in brackets', '罚款：8.0（万元）', ['80000.00 fine']],
    ['small Chinese', '罚款两千元', ['2000.00 fine']],
    ['capital', '罚款人民币伍仟元整', ['5000.00 fine']],
    ['with small change', '没收违法所得壹仟贰佰叁拾肆元伍角陆分', ['1234.56 confiscation']],
    ['sign of currency', '罚款（¥50,000.00）', ['50000.00 fine']],
    ['heading holds the unit', '罚款金额（万元）：0.5', ['5000.00 fine']],
    ['without 元', '罚款3万，记6分', ['30000.00 fine']],
    ['without 元, with the currency', '罚款金额人民币30000，限期缴纳', ['30000.00 fine']],
    ['about', '骗取2万余元', ['20000.00 other ~']],
    ['blank for a comma', '罚款3 000元', ['3000.00 fine']],
    ['not a comma', '支付5000,3000元', ['3000.00 other']],
    ['hidden digits', '支付x000元', []],
    ['New Year', '2018元旦', []],
    ['a digit in a name', '被告三元机械公司，住三元区', []],
    ['in names, but money', '一元店里三元一件', ['1.00 other', '3.00 other']],
    ['list of sums keeps each sum', '缴纳100元、200元、300元', ['100.00 other', '200.00 other', '300.00 other']],
  ])('%s', (_, text, expected) => {
    expect(sums(text)).toEqual(expected)
  })

  it('takes the currency into the raw piece', () => {
    expect(readLegalText('缴纳罚款人民币2,000元。').amounts[0]!.raw).toBe('人民币2,000元')
  })
})

describe('what a sum is for', () => {
  it.each([
    ['fine behind', '处以2000元的罚款', ['2000.00 fine']],
    ['fine and its words', '罚款叁万元（30000元）', ['30000.00 fine', '30000.00 fine']],
    ['two penalties', '没收违法所得1200元，并处5000元罚款', ['1200.00 confiscation', '5000.00 fine']],
    ['taken afterwards', '赌资800元，依法予以没收', ['800.00 confiscation']],
    ['what was taken is described', '没收扣押在案的违法所得人民币1150元', ['1150.00 confiscation']],
    [
      'total of different things',
      '罚款2000元及加处罚款2000元，合计4000元',
      ['2000.00 fine', '2000.00 late_payment_penalty', '4000.00 other'],
    ],
    ['a price', '罚款按每平方米计，5元/平方米，计500元', ['5.00 unit_price', '500.00 fine']],
    ['a rate before the fine', '按每平方米25元罚款，计500元', ['25.00 unit_price', '500.00 fine']],
    ['what the fine is reckoned from', '处造价10%的罚款：26800元×10%=2680元', ['26800.00 other', '2680.00 fine']],
    ['a range of the law', '处五百元以上五千元以下罚款', ['500.00 statutory_range', '5000.00 statutory_range']],
    ['a range with a dash', '罚款200-2000元', ['2000.00 statutory_range']],
    ['what a statute threatens', '饮酒后驾驶营运机动车的，处十五日拘留，并处五千元罚款', ['5000.00 statutory_range']],
    ['criminal fine', '并处罚金人民币二千元', ['2000.00 criminal_fine']],
    ['deposit kept by a party', '没收定金60000元', ['60000.00 other']],
    ['goods and fine', '货值金额3000元，罚款1000元，案件受理费50元', ['3000.00 other', '1000.00 fine', '50.00 other']],
    ['以上 of what follows is no range', '罚款3000元以上事实有决定书为证', ['3000.00 fine']],
    ['a heading with 罚金 in it', '处罚金额：0.3万元', ['3000.00 fine']],
    ['the principal of a fine', '罚款本金8000元及加处的罚款8000元', ['8000.00 fine', '8000.00 late_payment_penalty']],
    ['fine and confiscation in one sum', '作出没收物品及罚没款1.2万元的行政处罚', ['12000.00 other']],
    ['what the goods taken were worth', '没收伪劣门锁10把（货值金额1200元），罚款800元', ['1200.00 other', '800.00 fine']],
    ['a fine for each car by statute', '处每辆五千元的罚款', ['5000.00 unit_price']],
    ['a threshold', '单笔超过5000元的罚款', ['5000.00 statutory_range']],
    ['in a letter', '城管罚了我们500元', ['500.00 fine']],
    ['traditional characters', '罰款5萬元，沒收違法所得3000元', ['50000.00 fine', '3000.00 confiscation']],
    ['never got', '一分钱都没收回来，欠我十万元', ['100000.00 other']],
  ])('%s', (_, text, expected) => {
    expect(sums(text)).toEqual(expected)
  })
})
