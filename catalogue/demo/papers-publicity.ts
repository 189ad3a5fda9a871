import { market, transport } from './agencies.ts'
import { happened, plusDays } from './days.ts'
import type { District, Numbered } from './district.ts'
import { columns, type Paper, type Row } from './files.ts'
import { days, documentNumbers } from './habits.ts'
import { lapsed, late, officers } from './officers.ts'
import { random } from './random.ts'

/** The roll of officers, the tables of discretion and what the publicity site showed. */
export const publicityPapers = (district: District): Paper[] => [roll(), discretion(), site(district)]

const roll = (): Paper => ({
  name: '24_司法局_行政执法人员名册.xlsx',
  provider: '云岑县司法局',
  datasets: ['enforcement_officer'],
  sheets: [
    {
      name: '持证人员',
      title: '云岑县行政执法证持证人员名册',
      header: columns('序号 执法证号 姓名 所属机关 所属机关名称 执法领域 有效期起 有效期止 状态'),
      rows: [...officers, lapsed, late].map((it, i) => [
        i + 1,
        it.badge,
        it.name,
        it.agency.code,
        it.agency.name,
        it.agency.domain,
        { day: it.from },
        i % 4 === 3 ? days.chinese(it.to) : { day: it.to },
        it === lapsed ? '注销' : '有效',
      ]),
      foot: [['合计', `${officers.length + 2}人`]],
    },
  ],
})

const FOOD = '《中华人民共和国食品安全法》'
const discretion = (): Paper => ({
  name: '25_司法局_裁量基准与不罚清单.csv',
  provider: '云岑县司法局',
  datasets: ['discretion_rule'],
  encoding: 'gbk',
  sheets: [
    {
      name: '',
      title: '云岑县行政处罚裁量基准、不予处罚事项清单（2024年版）',
      header: columns('编号 执法领域 违法行为关键词 处罚依据 清单 适用情形 罚款下限 罚款上限 施行日期 失效日期'),
      rows: [
        [
          'SJ-101',
          '市场监管',
          '标签不符合规定',
          `${FOOD}第一百二十五条`,
          '裁量档',
          '货值金额不足5000元',
          '5000',
          '10000',
          '2024-01-01',
          '',
        ],
        [
          'SJ-102',
          '市场监管',
          '标签不符合规定',
          `${FOOD}第一百二十五条`,
          '裁量档',
          '货值金额5000元以上不足1万元',
          '10000',
          '20000',
          '2024-01-01',
          '',
        ],
        [
          'SJ-201',
          '市场监管',
          '变更登记',
          '《市场主体登记管理条例》第四十六条',
          '首违不罚',
          '初次违法、及时改正',
          '',
          '',
          '2024-01-01',
          '',
        ],
        [
          'ZF-201',
          '城市管理',
          '堆放、吊挂',
          '《城市市容和环境卫生管理条例》第三十四条',
          '不予处罚',
          '及时改正、没有危害后果',
          '',
          '',
          '2024-01-01',
          '',
        ],
        [
          'JT-301',
          '交通运输',
          '占用、挖掘公路',
          '《中华人民共和国公路法》第七十六条',
          '从轻处罚',
          '主动恢复路面',
          '3000',
          '5000',
          '2024-01-01',
          '',
        ],
        [
          'JT-302',
          '交通运输',
          '占用、挖掘公路',
          '《中华人民共和国公路法》第七十六条',
          '从轻处罚',
          '主动恢复路面',
          '2000',
          '4000',
          '2021-01-01',
          '2023-12-31',
        ],
      ],
      foot: [['注：期满未修订的继续适用']],
    },
  ],
})

/** Every fifth decision of this year by two bureaus, published within days, and those planted. */
function site({ penalties }: District): Paper {
  const r = random('publicity site')
  const usual = (it: Numbered, i: number): boolean =>
    it.ordinary &&
    i % 5 === 0 &&
    (it.agency === market || it.agency === transport) &&
    it.decided !== null &&
    it.decided > '2026-01-04' &&
    it.decided < '2026-10-15' &&
    it.changes.length === 0
  const rows = penalties.flatMap((it, i): Row[] => {
    const shown = it.shown ?? (usual(it, i) ? { published: plusDays(it.decided!, r.int(1, 6)), withdrawn: null, seen: null } : null)
    if (!shown) return []
    const url = `https://xzcf.example.invalid/529999/${it.caseId.toLowerCase()}.html`
    const seen = shown.seen ?? happened(plusDays(shown.published, r.int(5, 60))) ?? ''
    return [[r.pick(documentNumbers)(it.number), it.agency.code, days.slash(shown.published), shown.withdrawn ?? '', seen, url]]
  })
  return {
    name: '26_信用中心_处罚公示采集.csv',
    provider: '云岑县公共信用信息中心',
    datasets: ['publicity_record'],
    encoding: 'utf8-bom',
    sheets: [{ name: '', header: columns('处罚决定书文号 机关代码 公示日期 撤下日期 采集日期 公示链接'), rows }],
  }
}
