import { agencies } from './agencies.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import { row, sheet } from './ledger.ts'
import type { Entity, Person } from './people.ts'
import type { PlantedClue } from './planted.ts'
import { POLLUTERS } from './planted-forward.ts'

/** The tax bureau: what was declared and paid, who was insured by whom, and what went through the pumps of filling stations. */
export function taxShare(ground: Ground): Share {
  const taxes: string[] = []
  const parts = [fund(ground, taxes), fuel(ground, taxes), pollution(ground, taxes)] as const
  const [{ insured, cards, homes }, { fuels, permits }, { sources }] = parts
  return {
    planted: parts.flatMap((it) => it.planted),
    papers: [
      {
        name: '41_税务局_税费申报与成品油.xlsx',
        provider: '云岑县税务局',
        datasets: ['tax_record', 'social_insurance', 'fuel_record', 'licence', 'pollution_source', 'disability_card', 'household'],
        sheets: [
          sheet(
            '税费申报',
            '纳税人识别号 纳税人名称 税费种 所属期 申报销售额（元） 申报数量 应纳（元） 入库（元） 入库日期 减免性质',
            taxes.map(row),
            '税费申报与入库明细',
          ),
          sheet('社保费', '证件号码 姓名 单位代码 单位名称 费款所属月 缴费基数（元） 险种', insured.map(row)),
          sheet('成品油进销', '加油站代码 统一社会信用代码 日期 来源 油品 升数 金额（元） 对方 是否个人账户收款', fuels.map(row)),
          sheet(
            '成品油许可',
            '行政许可决定文书名称 行政许可决定文书号 许可类别 许可证书名称 许可内容 行政相对人名称 行政相对人类别 统一社会信用代码 许可决定日期 有效期自 有效期至 许可机关 许可机关统一社会信用代码 当前状态',
            permits.map(row),
          ),
          sheet('排污许可交换', '排污许可证编号 统一社会信用代码 名称 管理类别 起 止 污染物 年排放量（kg） 年生产天数', sources.map(row)),
          sheet('残疾职工证件核查', '残疾人证号 证件号码 姓名 残疾类别 残疾等级 发证日期 有效期至 状态', cards.map(row)),
          sheet('残疾职工户籍核查', '公民身份号码 姓名 出生日期 性别 状态 户籍地区划', homes.map(row)),
        ],
      },
    ],
  }
}

const bureau = (name: string) => agencies.find((it) => it.name === `云岑县${name}`)!
const monthsOf = (year: number, from = 1, to = 12): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${year}-${String(from + i).padStart(2, '0')}`)

/** The fund for the employment of the disabled, of the year before last. */
function fund({ district, person, entity }: Ground, taxes: string[]) {
  const found = expecting('disability-employment-fund')
  const insured: string[] = []
  const cards: string[] = []
  const homes: string[] = []
  const planted: PlantedClue[] = []
  const someone = (): Person => person('1970-01-01', 10_000)
  const insure = (who: Person, unit: { readonly name: string; readonly number: string }, months: readonly string[], base: number): void => {
    for (const month of months) insured.push(`${who.number}|${who.name}|${unit.number}|${unit.name}|${month}|${base}|养老、医疗`)
  }
  const staff = (unit: { readonly name: string; readonly number: string }, count: number): void => {
    for (let i = 0; i < count; i++) insure(someone(), unit, monthsOf(2024), 4_200 + 90 * (i % 7))
  }
  const unit = (name: string) => ({ name: bureau(name).name, number: bureau(name).code })
  const [big, small, late, onTime] = [entity('建设', false), entity('物业', false), entity('零售', false), entity('零售', false)]
  const paid = (it: { readonly name: string; readonly number: string }, amount: number, on: string): void =>
    void taxes.push(`${it.number}|${it.name}|残疾人就业保障金|2024-12|||${amount}|${amount}|${on}|`)
  staff(big, 31)
  staff(small, 3)
  staff(unit('农业农村局'), 3)
  staff(unit('水务局'), 3)
  paid(unit('水务局'), 3_200, '2025-09-12')
  paid(late, 5_400, '2026-03-04')
  paid(onTime, 5_100, '2025-12-31')
  planted.push(
    found('R1', 'clue', { usc_code: big.number }, '三十一名职工没有残疾人，没有缴保障金'),
    found('R1', 'none', { usc_code: small.number }, '三十人以下企业免征'),
    found('R4', 'clue', { usc_code: unit('农业农村局').number }, '机关没有缴，不适用三十人以下免征'),
    found('R4', 'none', { usc_code: unit('水务局').number }, '已经足额缴纳'),
    found('R2', 'clue', { usc_code: late.number }, '次年底以后才入库，没有滞纳金'),
    found('R2', 'none', { usc_code: onTime.number }, '最后一日入库'),
  )
  const disabled = (division = '529999'): Person => {
    const who = someone()
    cards.push(`${who.number}43|${who.number}|${who.name}|肢体|三级|2019-05-06|2029-05-05|持证`)
    homes.push(`${who.number}|${who.name}|${who.birth}|${Number(who.number[16]) % 2 ? '男' : '女'}|正常|${division}`)
    return who
  }
  const firms = district.register.filter(({ status, entity: it }) => status === '存续' && it.type === '公司').map(({ entity: it }) => it)
  const [twice, briefly, yearEnd, always, far, near] = [disabled(), disabled(), disabled(), disabled(), disabled('519999'), disabled()]
  const LEAST = 2_200
  insure(twice, firms[60]!, monthsOf(2025, 3, 5), LEAST)
  insure(twice, firms[61]!, monthsOf(2025, 3, 5), LEAST)
  insure(briefly, firms[62]!, monthsOf(2025, 3, 4), LEAST)
  insure(briefly, firms[63]!, monthsOf(2025, 3, 4), LEAST)
  insure(yearEnd, firms[64]!, [...monthsOf(2024, 10, 12), ...monthsOf(2025, 10, 12)], 4_000)
  insure(always, firms[65]!, [...monthsOf(2024, 10, 12), ...monthsOf(2025)], 4_000)
  insure(far, firms[66]!, monthsOf(2025, 3, 4), LEAST)
  insure(near, firms[67]!, monthsOf(2025, 3, 4), LEAST)
  const at = (who: Person, firm: Entity) => ({ party_key: who.number, usc_code: firm.number })
  planted.push(
    found('R3', 'clue', { party_key: twice.number }, '三个月同时在两个单位以最低基数参保'),
    found('R3', 'none', { party_key: briefly.number }, '只有两个月'),
    found('R3', 'clue', at(yearEnd, firms[64]!), '两年都只在年底参保三个月'),
    found('R3', 'none', at(always, firms[65]!), '第二年全年在岗'),
    found('R3', 'clue', at(far, firms[66]!), '外省户籍，最低基数'),
    found('R3', 'none', at(near, firms[67]!), '本县户籍'),
  )
  return { planted, insured, cards, homes }
}

/** Filling stations, and hauliers who buy fuel. */
function fuel({ district, entity }: Ground, taxes: string[]) {
  const found = expecting('fuel-station-tax')
  const fuels: string[] = []
  const permits: string[] = []
  const trade = bureau('应急管理局')
  const station = (name: string) => ({ ...entity('零售', false), name: `云岑县${name}加油站有限公司` })
  const [under, honest, bare] = [station('岚顺'), station('禾丰'), station('溪口')]
  const entry = (
    code: string,
    firm: Entity,
    on: string,
    source: string,
    product: string,
    litres: number | '',
    amount: number | '' = '',
    who = '',
    personal = '',
  ): void => void fuels.push(`${code}|${firm.number}|${on}|${source}|${product}|${litres}|${amount}|${who}|${personal}`)
  const permit = (firm: Entity, what: string, to: string): void => {
    const no = `云应许〔2021〕${101 + permits.length}号`
    permits.push(
      `许可决定|${no}|普通|批准证书|${what}|${firm.name}|法人及非法人组织|${firm.number}|2021-03-10|2021-03-10|${to}|${trade.name}|${trade.code}|有效`,
    )
  }
  for (const [code, firm, sold] of [
    ['YZ5201', under, 421_300],
    ['YZ5202', honest, 702_800],
  ] as const) {
    for (const month of ['2026-07', '2026-08', '2026-09']) {
      entry(code, firm, `${month}-28`, '加油机读数', '柴油', 113_000)
      taxes.push(`${firm.number}|${firm.name}|增值税|${month}|${sold}||${Math.round(sold * 0.13)}|${Math.round(sold * 0.13)}|${month}-28|`)
    }
    permit(firm, '成品油零售经营', '2027-03-09')
    entry(code, firm, '2026-05-15', '支付流水', '柴油', '', 90_000, '对公账户', '否')
    entry(code, firm, '2026-05-16', '支付流水', '柴油', '', firm === under ? 61_000 : 21_000, '收款码', '是')
  }
  for (const on of ['2026-04-08', '2026-04-19', '2026-05-06']) {
    entry('YZ5202', honest, on, '危货电子运单', '柴油', 30_000, '', '云贵油库')
    entry('YZ5203', bare, on, '危货电子运单', '柴油', 30_000, '', '云贵油库')
  }
  for (const on of ['2026-01-20', '2026-04-20', '2026-05-18', '2026-09-15'])
    entry('YZ5202', honest, on, '进项发票', '柴油', 60_000, 390_000, '云贵油库')
  entry('YZ5203', bare, '2026-06-10', '加油机读数', '柴油', 2_400)
  const [often, seldom] = [district.hauliers.often.firm, district.hauliers.seldom.firm]
  for (const firm of [often, seldom])
    entry(`GY520${firm === often ? 1 : 2}`, firm, '2026-03-12', '进项发票', '其他', 8_000, 52_000, '云贵燃料贸易公司')
  permit(seldom, '锅炉使用登记', '2031-03-09')
  const planted: PlantedClue[] = [
    found('R1', 'clue', { usc_code: under.number }, '三个月都少申报四成'),
    found('R1', 'none', { usc_code: honest.number }, '申报与出油量相符'),
    found('R2', 'clue', { usc_code: bare.number }, '三车柴油没有进项发票'),
    found('R2', 'none', { usc_code: honest.number }, '前后六十日有进项发票'),
    found('R3', 'clue', { usc_code: under.number }, '四成油款进个人账户'),
    found('R3', 'none', { usc_code: honest.number }, '个人账户不到两成'),
    found('R4', 'clue', { usc_code: often.number }, '有营运车而没有锅炉，买入非成品油名目'),
    found('R4', 'none', { usc_code: seldom.number }, '有锅炉'),
    found('R5', 'clue', { usc_code: bare.number }, '没有成品油经营许可'),
    found('R5', 'none', { usc_code: honest.number }, '许可有效'),
  ]
  return { planted, fuels, permits }
}

/** Discharges under permit, against the tax declared on them. */
function pollution({ district, entity }: Ground, taxes: string[]) {
  const found = expecting('environmental-tax')
  const sources: string[] = []
  const plant = (name: string) => ({ ...entity('建设', false), name: `云岑县${name}有限公司` })
  const [silent, told, little, enough] = [plant('岩坪纸业'), plant('鹿鸣铸造'), plant('溪口食品加工'), plant('栗坪酒业')]
  const source = (firm: Entity, what: string, kilos: number): void =>
    void sources.push(
      `${firm.number}001P|${firm.number}|${firm.name}|简化|2022-01-01|2026-12-31|${what}|${kilos}|${290 + (sources.length % 5) * 3}`,
    )
  const declared = (firm: { readonly number: string; readonly name: string }, month: string, kilos: number, relief = ''): void =>
    void taxes.push(`${firm.number}|${firm.name}|环境保护税|${month}||${kilos}|${kilos * 14}|${kilos * 14}|2025-10-14|${relief}`)
  source(silent, '化学需氧量', 3_000)
  source(told, '化学需氧量', 2_400)
  declared(told, '2025-06', 1_200)
  declared(told, '2025-09', 1_200)
  source(little, '石油类', 100)
  declared(little, '2025-09', 61)
  source(enough, '石油类', 120)
  declared(enough, '2025-09', 118)
  const fined = (fact: string) => district.penalties.find((it) => it.fact === fact)!
  const [dirty, later] = [fined(POLLUTERS.same), fined(POLLUTERS.after)]
  declared(dirty.party, dirty.acted.slice(0, 7), 40, '低于标准百分之三十减按百分之七十五征收')
  declared(later.party, '2025-03', 40, '低于标准百分之三十减按百分之七十五征收')
  const planted: PlantedClue[] = [
    found('R1', 'clue', { usc_code: silent.number }, '全年排放而没有申报'),
    found('R1', 'none', { usc_code: told.number }, '已经申报'),
    found('R2', 'clue', { usc_code: little.number }, '申报不到排放量的三分之二'),
    found('R2', 'none', { usc_code: enough.number }, '相差不到两成'),
    found('R3', 'clue', { usc_code: dirty.party.number }, '超标当月仍减税'),
    found('R3', 'none', { usc_code: later.party.number }, '减税在另一季度'),
  ]
  return { planted, sources }
}
