import { creditCode } from './identity.ts'

export interface Agency {
  readonly code: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly type: '行政机关' | '法院' | '公安机关' | '检察院' | '乡镇街道'
  readonly domain: string
  readonly ownPower: boolean
  readonly court: string
}

const agency = (
  body: string,
  name: string,
  domain: string,
  aliases: readonly string[] = [],
  more: Partial<Pick<Agency, 'type' | 'ownPower' | 'court'>> = {},
): Agency => ({
  code: creditCode('11', body),
  name: `云岑县${name}`,
  aliases,
  type: '行政机关',
  domain,
  ownPower: false,
  court: '',
  ...more,
})

export const transport = agency('MB1D0011', '交通运输局', '交通运输', [
  '云岑县交通运输综合行政执法大队',
  '云岑县交通局',
  '云岑县公路运输管理所',
])
export const harbour = agency('MB1D0022', '地方海事处', '交通运输', ['云岑县港航海事所'], { ownPower: true })
export const market = agency('MB1D0033', '市场监督管理局', '市场监管', ['云岑县市场监管局', '云岑县工商行政管理局'])
export const land = agency('MB1D0044', '自然资源局', '自然资源', ['云岑县国土资源局'])
export const city = agency('MB1D0055', '综合行政执法局', '城管', ['云岑县城市管理局', '云岑县城管执法大队'])
export const court = agency('MB1D0066', '人民法院', '审判', [], { type: '法院', court: '黔9901' })

export const finance = agency('MB1D0101', '财政局', '其他')

export const police = agency('MB1D0088', '公安局', '公安', [], { type: '公安机关', ownPower: true })
export const street = agency('MB1D0235', '松泉街道办事处', '综合', [], { type: '乡镇街道' })

const others: readonly Agency[] = [
  agency('MB1D0077', '人民检察院', '检察', [], { type: '检察院' }),
  police,
  agency('MB1D0099', '司法局', '司法'),
  finance,
  agency('MB1D0112', '人力资源和社会保障局', '人社', ['云岑县社会保险事业服务中心']),
  agency('MB1D0123', '卫生健康局', '卫健'),
  agency('MB1D0134', '民政局', '民政'),
  agency('MB1D0145', '应急管理局', '应急'),
  agency('MB1D0156', '生态环境分局', '生态环境', ['云岑县环境保护局']),
  agency('MB1D0167', '农业农村局', '农业农村'),
  agency('MB1D0178', '水务局', '水务'),
  agency('MB1D0189', '住房和城乡建设局', '住建'),
  agency('MB1D0190', '文化和旅游局', '文旅'),
  agency('MB1D0202', '税务局', '税务', [], { ownPower: true }),
  agency('MB1D0213', '栗坪镇人民政府', '综合', [], { type: '乡镇街道' }),
  agency('MB1D0224', '鹿鸣乡人民政府', '综合', [], { type: '乡镇街道' }),
  street,
]

export const agencies: readonly Agency[] = [transport, harbour, market, land, city, court, ...others]

/** The word that an agency puts before the year of its decision numbers. The harbour office writes the bureau's: two agencies, one number. */
export const decisionWord: ReadonlyMap<Agency, string> = new Map([
  [transport, '云交罚'],
  [harbour, '云交罚'],
  [market, '云市监处罚'],
  [land, '云自然资罚'],
  [city, '云综执罚决字'],
])
