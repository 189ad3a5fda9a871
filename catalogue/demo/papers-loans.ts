import { expecting, type Ground, type Share } from './ground.ts'
import { days } from './habits.ts'
import { inHand, row, sheet } from './ledger.ts'
import type { Entity, Person } from './people.ts'
import type { PlantedClue } from './planted.ts'

/** Loans to firms on the security of homes. */
export function loansShare({ district, person }: Ground): Share {
  const it = expecting('mortgage-business-loan')
  const loans: string[] = []
  const titles: string[] = []
  const firms = district.register
    .filter(({ status, entity }) => status === '存续' && entity.type === '公司' && entity.trade === '零售')
    .map(({ entity }) => entity)
  let used = 30
  const borrower = (): Person => person('1978-01-01', 6_000)
  interface Terms {
    readonly phone?: string
    readonly home?: string
    readonly worth?: number
    readonly payee?: string
    readonly late?: number
    readonly manager?: string
  }
  const lend = ({ phone, home = '', worth, payee, late = 0, manager }: Terms, who: Person = borrower()): string => {
    const firm: Entity = firms[used++]!
    const no = `JJ529999${String(20_260_001 + loans.length)}`
    const line = phone ?? `100${String(52_990_000 + 137 * loans.length)}`
    loans.push(
      `${no}|云岑农村商业银行|房产抵押经营贷|${who.number}|${who.name}|${firm.number}|2026-03-03|2026-03-10|800000|${home}|${worth ?? ''}|${line}|${manager ?? ['罗经理', '安经理', '齐经理'][loans.length % 3]}|${payee ?? `云岑县${firm.name.slice(3, 5)}供应链有限公司`}|${late}`,
    )
    return no
  }
  const home = (who: Person, price: number): string => {
    const no = `黔（2025）云岑县不动产权第${String(2_000_101 + titles.length * 53)}号`
    titles.push(`${no}|${who.number}|${who.name}|2025-11-18|${price}|云岑县松泉街道${31 + titles.length}号`)
    return no
  }
  for (let i = 0; i < 9; i++) lend({})
  const ring = [1, 2, 3].map(() => lend({ phone: '10052980001' }))
  const pair = [1, 2].map(() => lend({ phone: '10052980002' }))
  const [dressed, plain] = [borrower(), borrower()]
  const risky = lend({ home: home(dressed, 620_000), worth: 1_150_000, payee: '章德明', late: 171, manager: '施经理' }, dressed)
  const usual = lend({ home: home(plain, 980_000), worth: 1_050_000 }, plain)
  const planted: PlantedClue[] = [
    it('R1', 'clue', { cluster: ring[0]! }, '三个借款人用同一电话，主体都没有经营'),
    it('R1', 'none', { cluster: pair[0]! }, '只有两笔'),
    it('R2', 'clue', { loan_no: risky }, '空壳主体、房产高估、付给个人、头三个月逾期'),
    it('R2', 'none', { loan_no: usual }, '没有高估，没有逾期'),
  ]
  return {
    planted,
    papers: [
      {
        name: '42_金融监管支局_经营贷款.xlsx',
        provider: '国家金融监督管理总局云岑监管支局',
        datasets: ['loan', 'property_title'],
        sheets: [
          sheet(
            '经营贷款',
            '借据号 机构 产品 借款人证件号 借款人 经营主体代码 申请日期 放款日期 金额（元） 不动产证号 评估价（元） 联系电话/申请设备号 客户经理 受托支付对象 逾期天数',
            loans.map(row),
            '个人经营性贷款台账',
          ),
          sheet('抵押房产', '不动产权证号 权利人证件号 权利人 登记日期 成交价（元） 坐落', inHand(titles.map(row), days.slash)),
        ],
      },
    ],
  }
}
