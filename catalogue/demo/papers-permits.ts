import { market } from './agencies.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import { days } from './habits.ts'
import { inHand, row, sheet } from './ledger.ts'
import type { Entity, Person } from './people.ts'
import type { PlantedClue } from './planted.ts'

/** Licences and certificates: who may sell food, who may weld, and who shows a certificate that nobody issued. */
export function permitsShare(ground: Ground): Share {
  const meals = food(ground)
  const trades = certificates(ground)
  return {
    planted: [...meals.planted, ...trades.planted],
    papers: [
      {
        name: '44_行政审批局_许可与证书.xlsx',
        provider: '云岑县行政审批局',
        datasets: ['licence', 'qualification_cert', 'criminal_judgment', 'tax_record'],
        sheets: [
          sheet(
            '食品许可',
            '行政许可决定文书名称 行政许可决定文书号 许可类别 许可证书名称 许可内容 行政相对人名称 行政相对人类别 统一社会信用代码 证件号码 法定代表人 许可决定日期 有效期自 有效期至 许可机关 许可机关统一社会信用代码 当前状态',
            meals.licences.map(row),
            '行政许可双公示（食品经营）',
          ),
          sheet(
            '人员证书',
            '证书编号 证书种类 姓名 证件号码 作业类别 发证机关 初领日期 有效期至 复审日期 状态 来源 二维码网址',
            [...meals.certs, ...trades.certs].map(row),
          ),
          sheet(
            '食品案件判决',
            '裁判文书案号 姓名 证件号码 罪名 罪名大类 主刑 刑期（月） 是否缓刑 从业禁止判项 生效日期 刑期起 刑期止',
            inHand(meals.judgments.map(row), days.chinese),
          ),
          sheet('过期许可户申报', '纳税人识别号 纳税人名称 税费种 所属期 申报销售额（元） 应纳（元） 入库（元）', meals.taxes.map(row)),
        ],
      },
    ],
  }
}

function food({ district, person }: Ground) {
  const found = expecting('food-practice-ban')
  const duty = expecting('agency-duty-inaction')
  const licences: string[] = []
  const certs: string[] = []
  const judgments: string[] = []
  const taxes: string[] = []
  const of = (trade: string): Entity[] =>
    district.register
      .filter(({ status, entity: it }) => status === '存续' && it.type === '个体工商户' && it.trade === trade)
      .map(({ entity: it }) => it)
  const [kitchens, shops] = [of('食品').slice(-12), of('运输').slice(-4)]
  const judged = (who: Person, penalty: '有期徒刑' | '拘役', ban: string, on: string, from: string, to: string): void =>
    void judgments.push(
      `（${on.slice(0, 4)}）黔9901刑初${861 + judgments.length}号|${who.name}|${who.number}|生产、销售有毒、有害食品罪|食品安全|${penalty}|${penalty === '拘役' ? 5 : 10}|否|${ban}|${on}|${from}|${to}`,
    )
  const licence = (firm: Entity, who: Person | null, on: string, to: string, state = '有效'): void => {
    const no = `云食许〔${on.slice(0, 4)}〕${301 + licences.length}号`
    licences.push(
      `食品经营许可证|${no}|普通|食品经营许可证|餐饮服务|${firm.name}|个体工商户|${firm.number}|${who?.number ?? ''}|${who?.name ?? firm.head.name}|${on}|${on}|${to}|${market.name}|${market.code}|${state}`,
    )
  }
  for (const firm of kitchens.slice(0, 5)) licence(firm, null, '2023-05-10', '2028-05-09')
  const jail = (who: Person): void => judged(who, '有期徒刑', '', '2024-06-18', '2024-02-05', '2024-12-04')
  const [managing, elsewhere, renewed, refused] = [kitchens[5]!, shops[0]!, kitchens[6]!, kitchens[7]!]
  jail(managing.head)
  jail(elsewhere.head)
  const [licensed, struck, cook, former] = [
    person('1974-01-01', 6_000),
    person('1974-01-01', 6_000),
    person('1974-01-01', 6_000),
    person('1974-01-01', 6_000),
  ]
  for (const who of [licensed, struck, cook, former]) jail(who)
  licence(renewed, licensed, '2025-03-11', '2030-03-10')
  licence(refused, struck, '2025-03-12', '2030-03-11', '注销')
  const health = (who: Person, to: string): void =>
    void certs.push(
      `JK529999${String(certs.length + 1).padStart(5, '0')}|健康证|${who.name}|${who.number}||云岑县疾病预防控制中心|2025-09-01|${to}||有效|官方库|`,
    )
  for (let i = 0; i < 6; i++) health(person('1980-01-01', 6_000), '2026-12-31')
  health(cook, '2026-11-30')
  health(former, '2026-08-31')
  const [barred, free] = [kitchens[8]!, kitchens[9]!]
  judged(barred.head, '拘役', '禁止自刑罚执行完毕之日起三年内从事食品生产经营', '2025-04-16', '2025-02-10', '2025-07-09')
  judged(free.head, '拘役', '禁止自刑罚执行完毕之日起三年内从事食品生产经营', '2022-04-16', '2022-02-10', '2022-07-09')
  const [stale, prolonged] = [kitchens[10]!, kitchens[11]!]
  licence(stale, null, '2021-04-01', '2026-03-31')
  licence(prolonged, null, '2021-04-01', '2026-03-31')
  licence(prolonged, null, '2026-03-24', '2031-03-31')
  for (const firm of [stale, prolonged]) taxes.push(`${firm.number}|${firm.name}|增值税|2026-06|28600|286|286`)
  const planted: PlantedClue[] = [
    found('R1', 'clue', { party_key: managing.head.number }, '因食品犯罪判刑，仍是食品店的经营者'),
    found('R1', 'none', { party_key: elsewhere.head.number }, '经营的不是食品单位'),
    found('R2', 'clue', { party_key: licensed.number }, '判刑以后又取得食品许可'),
    found('R2', 'none', { party_key: struck.number }, '许可已经注销'),
    found('R3', 'clue', { party_key: cook.number }, '持有效健康证'),
    found('R3', 'none', { party_key: former.number }, '健康证已过期'),
    found('R4', 'clue', { party_key: barred.head.number }, '从业禁止期内仍在经营'),
    found('R4', 'none', { party_key: free.head.number }, '禁止期已满'),
    duty('R3', 'clue', { party_key: stale.number }, '许可过期三个月仍有销售'),
    duty('R3', 'none', { party_key: prolonged.number }, '已经延续'),
  ]
  return { planted, licences, certs, judgments, taxes }
}

function certificates({ person }: Ground) {
  const found = expecting('special-operation-cert-fake')
  const certs: string[] = []
  const office = '省应急管理厅'
  const worker = (): Person => person('1978-01-01', 8_000)
  const cert = (
    who: Person,
    from: 'official' | 'onsite',
    more: { no?: string; to?: string; review?: string; state?: string; site?: string } = {},
  ): void => {
    const source = from === 'official' ? '官方库' : '现场'
    const issued = '2021-05-12'
    const review = more.review ?? (from === 'official' ? '2024-04-22' : '')
    certs.push(
      `${more.no ?? `T${who.number}`}|特种作业|${who.name}|${who.number}|低压电工作业|${office}|${issued}|${more.to ?? '2027-05-11'}|${review}|${more.state ?? '有效'}|${source}|${more.site ?? ''}`,
    )
  }
  const OFFICIAL = 'https://cx.mem.gov.cn/cms/html/certQuery'
  for (let i = 0; i < 12; i++) {
    const who = worker()
    cert(who, 'official', { site: OFFICIAL })
    if (i < 5) cert(who, 'onsite', { site: OFFICIAL })
  }
  const [fake, other, gone, lastDay, borrowing, owner, twin, stale, fresh] = [
    worker(),
    worker(),
    worker(),
    worker(),
    worker(),
    worker(),
    worker(),
    worker(),
    worker(),
  ]
  cert(fake, 'onsite')
  cert(other, 'onsite', { no: 'T529999000003' })
  cert(other, 'official')
  cert(gone, 'onsite')
  cert(gone, 'official', { state: '注销' })
  cert(lastDay, 'onsite')
  cert(lastDay, 'official', { to: '2026-10-30' })
  cert(owner, 'official')
  cert(borrowing, 'onsite', { no: `T${owner.number}` })
  const misread = { ...twin, name: fresh.name }
  cert(misread, 'onsite', { no: `T${fresh.number}` })
  cert(fresh, 'official', { review: '2023-10-30' })
  cert(stale, 'official', { review: '2023-06-08' })
  const scanned = worker()
  cert(scanned, 'official')
  cert(scanned, 'onsite', { site: 'http://tzzy-chaxun.example/q?id=7731' })
  const planted: PlantedClue[] = [
    found('R1', 'clue', { party_key: fake.number }, '证号、本人官方库都没有'),
    found('R1', 'none', { party_key: other.number }, '本人另有同类证'),
    found('R2', 'clue', { party_key: gone.number }, '官方库里已注销'),
    found('R2', 'none', { party_key: lastDay.number }, '截至日当日到期'),
    found('R3', 'clue', { party_key: borrowing.number, other_key: owner.number }, '用别人的证号'),
    found('R3', 'none', { party_key: misread.number }, '姓名相同，可能是错号'),
    found('R4', 'clue', { host: 'tzzy-chaxun.example' }, '仿冒的查询网站'),
    found('R4', 'none', { host: 'cx.mem.gov.cn' }, '官方网站'),
    found('R5', 'clue', { party_key: stale.number }, '三年零四个月没有复审'),
    found('R5', 'none', { party_key: fresh.number }, '三年恰在截至日届满'),
  ]
  return { planted, certs }
}
