import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { scanFiles } from '../../local/scan.ts'
import { tell } from '../../texts.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiezhi-examine-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const scan = async (model: string, files: Readonly<Record<string, string>>) => {
  const dir = mkdtempSync(join(folder, 'case-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text)
  const { runs } = await scanFiles([dir], { today: '2026-06-30', asOf: '2026-06-30', models: [model] })
  return runs[0]!.explained.map(({ rule, lines }) => ({ rule, words: lines.map((line) => tell(line)).join('\n') }))
}

test('numbers of people that do not meet are shown masked as everywhere, so that they are found in the files', async () => {
  const explained = await scan('pension-after-death', {
    '1.csv': '证件号码,姓名,险种,待遇所属月,发放日期,金额（元）\n529999194001010013,甲某,企业职工,2026-05,2026-05-15,3000\n',
    '2.csv': '证件号码,姓名,来源,死亡日期\n529999194001020019,甲某,死亡证明,2026-01-10\n',
  })
  const words = explained.find(({ rule }) => rule === 'R1')?.words ?? ''
  expect(words).toContain('没有一条对上')
  expect(words).toContain('529999********0013')
  expect(words).toContain('529999********0019')
  // That somebody who is paid has no word of a death is what the rule about the very old asks for, not why it is silent.
  expect(explained.find(({ rule }) => rule === 'R4')?.words).not.toContain('没有一条对上')
})

test('a code of an agency with two digits that changed places is seen to be another', async () => {
  const words = (
    await scan('fine-not-remitted', {
      '1.csv': `行政处罚决定书文号,行政相对人名称,行政相对人类别,违法行为类型,处罚依据,处罚类别,处罚内容,罚款金额（元）,处罚决定日期,处罚机关,处罚机关统一社会信用代码,记录状态
云定罚〔2026〕1号,戊岭运输有限公司,法人及非法人组织,擅自超限运输,《中华人民共和国公路法》第七十六条第五项,罚款,罚款1000元,1000,2026-01-05,云岑县交通运输局,11529999MB1D00119G,有效
`,
      '2.csv': `票据号码,处罚决定书文号,执收单位代码,缴款人,缴款人证件号/代码,收入项目,金额（元）,缴款日期,入库日期
52051,云定罚〔2025〕1号,11529999MB1D00911G,别的公司,,罚款,1000.00,2026-02-15,2026-02-16
`,
    })
  )
    .map((one) => one.words)
    .join('\n')
  expect(words).toContain('11529999MB1D00911G')
  expect(words).toContain('11529999MB1D00119G')
  expect(words).not.toContain('name:')
})
