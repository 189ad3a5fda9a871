import { agencies } from './agencies.ts'
import { happened, plusDays } from './days.ts'
import type { Departed, District, Registered } from './district.ts'
import { type Cell, columns, type Paper, type Row } from './files.ts'
import { days, fullWidth, spaced } from './habits.ts'
import { DIVISION } from './identity.ts'
import { articles } from './law.ts'
import { type Death, paidMonths } from './pensions.ts'
import { INDUSTRY } from './people.ts'
import { random } from './random.ts'

/** The registers: agencies, market entities, deaths in three offices, pensions, and the articles of law. */
export const peoplePapers = (district: District): Paper[] => [
  agencyBook(),
  entities(district),
  ...deaths(district),
  pensions(district),
  lawList(),
]

const agencyBook = (): Paper => ({
  name: '01_编办_机关名录.xlsx',
  provider: '云岑县机构编制委员会办公室',
  datasets: ['agency'],
  sheets: [
    {
      name: '机关名录',
      title: '云岑县机关名录',
      header: [
        '机关统一社会信用代码',
        '机关名称',
        '别名/曾用名',
        '机关类型',
        '执法领域',
        '是否有行政强制执行权',
        '行政区划代码',
        '法院代字',
      ],
      rows: agencies.map((it) => [
        it.code,
        it.name,
        it.aliases.join('、') || null,
        it.type,
        it.domain,
        it.ownPower ? '是' : '否',
        DIVISION,
        it.court || null,
      ]),
    },
  ],
})

const TOWNS = ['栗坪镇', '鹿鸣乡', '松泉街道', '溪口镇', '禾丰乡', '云屏街道']

function entities({ register }: District): Paper {
  const r = random('entities paper')
  const row = ({ entity: it, status, endedOn, division = DIVISION, mode, noticed, applied }: Registered): Row => [
    it.number,
    it.name,
    it.type === '公司' ? r.pick(['公司', '有限责任公司']) : it.type,
    it.head.name,
    it.head.number,
    it.type === '公司' ? `${r.int(1, 200) * 10_000}` : '',
    days.iso(it.established),
    `云岑县${r.pick(TOWNS)}${r.int(1, 300)}号`,
    INDUSTRY[it.trade],
    status === '存续' ? r.pick(['存续', '存续', '在业', '开业']) : status,
    status === '注销' ? endedOn! : '',
    status === '注销' ? (mode ?? r.pick(['普通', '简易'])) : '',
    noticed ?? '',
    applied ?? '',
    status === '吊销未注销' ? endedOn! : '',
    division,
  ]
  return {
    name: '16_市场监督管理局_市场主体登记.csv',
    provider: '云岑县市场监督管理局',
    datasets: ['market_entity'],
    encoding: 'gbk',
    sheets: [
      {
        name: '',
        header: columns(`
    统一社会信用代码 名称 主体类型 法定代表人/经营者 法定代表人证件号 注册资本（元） 成立日期
    住所 行业代码 登记状态 注销日期 注销方式 简易注销公示起 注销申请日期 吊销日期 登记地区划`),
        rows: [...register.map(row), ...register.slice(10, 14).map(row)],
      },
    ],
  }
}

function deaths({ departed }: District): Paper[] {
  const r = random('deaths')
  const of = (source: Death['source']) =>
    departed.flatMap(({ person, deaths: all }: Departed) => all.filter((it) => it.source === source).map((death) => ({ person, death })))
  const name = (text: string): string => (r.chance(8) ? spaced(text) : text)
  const certificates: Row[] = of('死亡证明').map(({ person, death }) => [
    person.number,
    name(person.name),
    '死亡医学证明',
    r.pick([days.iso, days.slash])(death.died!),
    r.pick(['疾病', '疾病', '其他']),
  ])
  const burnt: Row[] = of('火化').map(
    ({ person, death }): Row => [person.number, name(person.name), '火化', death.died && { day: death.died }, { day: death.cremated! }],
  )
  const struck: Row[] = of('户籍注销').map(({ person, death }) => [
    r.chance(6) ? fullWidth(person.number) : `'${person.number}`,
    person.name,
    '户籍注销',
    death.died === null ? '' : days.compact(death.died),
    days.compact(death.cancelled!),
  ])
  return [
    {
      name: '17_卫生健康局_死亡医学证明.csv',
      provider: '云岑县卫生健康局',
      datasets: ['death_record'],
      encoding: 'gbk',
      sheets: [
        {
          name: '',
          header: ['证件号码', '姓名', '来源', '死亡日期', '死因类别'],
          rows: [...certificates, ['', '无名氏', '死亡医学证明', '2025-08-09', '其他']],
        },
      ],
    },
    {
      name: '18_民政局_遗体火化登记.xlsx',
      provider: '云岑县民政局',
      datasets: ['death_record'],
      sheets: [
        {
          name: '火化登记',
          title: '云岑县殡仪馆遗体火化登记表',
          header: ['身份证号码', '死者姓名', '来源', '死亡日期', '火化日期'],
          rows: burnt,
          foot: [['合计', `${burnt.length}具`]],
        },
      ],
    },
    {
      name: '19_公安局_户籍注销.csv',
      provider: '云岑县公安局',
      datasets: ['death_record'],
      encoding: 'utf8',
      sheets: [{ name: '', header: ['公民身份号码', '姓名', '信息来源', '死亡日期', '户籍注销日期'], rows: struck }],
    },
  ]
}

function pensions({ pensioners }: District): Paper {
  const r = random('pensions paper')
  const rows = pensioners.flatMap((it): Row[] => {
    const raise = Math.round(it.amount * 0.02)
    const months = paidMonths(it)
    return months.map((month, i): Row => {
      const isLast = i === months.length - 1
      const raised = month >= '2026-07' && it.expect.length === 0
      const paidOn = plusDays(`${month}-01`, 14)
      return [
        r.chance(3) ? `'${it.person.number}` : it.person.number,
        r.chance(2) ? spaced(it.person.name) : it.person.name,
        it.scheme === '城乡居民' ? r.pick(['城乡居民', '城乡居民养老保险']) : it.scheme,
        r.chance(4) ? month.replace('-', '') : month,
        r.chance(96) ? paidOn : days.chinese(paidOn),
        `${it.amount + (raised ? raise : 0)}.00`,
        raised ? `${raise}.00` : '',
        raised ? '2026-07-01' : '',
        it.stopped === null ? r.pick<Cell>(['', '', '', '无']) : (happened(it.stopped) ?? ''),
        it.recovered > 0 && isLast ? `${it.recovered}.00` : '',
      ]
    })
  })
  return {
    name: '20_社会保险事业服务中心_养老待遇发放.csv',
    provider: '云岑县社会保险事业服务中心',
    datasets: ['pension_payment'],
    encoding: 'utf8',
    sheets: [
      {
        name: '',
        header: columns(`
    证件号码 姓名 险种 待遇所属月 发放日期 金额（元） 其中年度调整（元） 调整日期 停发日期
    已追回（元）`),
        rows: [...rows, ...rows.slice(500, 510), ['', ...rows[20]!.slice(1)], ['', ...rows[21]!.slice(1)]],
      },
    ],
  }
}

const lawList = (): Paper => ({
  name: '21_法条库.csv',
  provider: '云岑县人民检察院',
  datasets: ['law_article'],
  encoding: 'utf8-bom',
  sheets: [
    {
      name: '',
      header: columns(`
    法名 简称 条 项 条文 公布/修订日期 施行日期 失效日期 行为标签`),
      rows: articles.map((it) => [
        it.law,
        it.short,
        it.article,
        it.item ?? '',
        it.text,
        it.version,
        it.from,
        it.to ?? '',
        it.tags.join('、'),
      ]),
    },
  ],
})
