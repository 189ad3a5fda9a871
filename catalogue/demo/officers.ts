import { type Agency, city, decisionWord, harbour, land, market, transport } from './agencies.ts'

/** The officers of the five agencies that punish. */
export interface Officer {
  readonly agency: Agency
  readonly name: string
  readonly badge: string
  readonly from: string
  readonly to: string
}

const NAMES: ReadonlyMap<Agency, string> = new Map([
  [transport, '郎溪舟 苗栗成 柏穗青 窦岚生 喻朗 章禾 潘屏山 葛泉'],
  [harbour, '鲁江流 范海平 方舟行 袁渡'],
  [market, '云裕成 贺穗丰 汤明秤 罗衡 郝味清 安禾 常鉴 齐量'],
  [land, '伍田畴 余垄青 顾原 孟界 黄阡陌'],
  [city, '穆街宁 萧巷安 尹容 姚整 邵洁 汪路平'],
])

const badge = (agency: Agency, n: number): string =>
  `YC${String([...decisionWord.keys()].indexOf(agency) + 1)}${String(n + 1).padStart(3, '0')}`

/** Their badges hold for all the years that the district's records tell of. */
export const officers: readonly Officer[] = [...NAMES].flatMap(([agency, names]) =>
  names
    .split(' ')
    .map((name, i) => ({ agency, name, badge: badge(agency, i), from: `20${19 + (i % 4)}-03-01`, to: `20${28 + (i % 4)}-02-28` })),
)

export const officersOf = (agency: Agency): readonly Officer[] => officers.filter((it) => it.agency === agency)

/** Badges that ran out, that another agency issued, or that were exchanged. */
export const lapsed: Officer = { agency: transport, name: '费通达', badge: 'YC1901', from: '2020-07-01', to: '2025-06-30' }
export const late: Officer = { agency: city, name: '廉平', badge: 'YC5902', from: '2025-09-01', to: '2030-08-31' }
