/**
 * The articles that the district's decisions cite. Names, numbers and days are facts of the statutes; the texts are our own short
 * paraphrases and quote nothing.
 */
export interface Article {
  readonly law: string
  readonly short: string
  readonly article: number
  readonly item?: number
  readonly text: string
  readonly version: string
  readonly from: string
  readonly to?: string
  readonly tags: readonly string[]
}

interface Law {
  readonly law: string
  readonly short: string
  readonly version: string
  readonly from: string
  readonly to?: string
}

const law = (name: string, version: string, from: string, to?: string): Law => ({
  law: `中华人民共和国${name}`,
  short: name,
  version,
  from,
  ...(to ? { to } : {}),
})
const rule = (name: string, version: string, from: string, to?: string): Law => ({ ...law(name, version, from, to), law: name, short: '' })

const roadTransport2022 = law('道路运输条例', '2022-03-29', '2022-05-01', '2023-07-20')
const roadTransport = law('道路运输条例', '2023-07-20', '2023-07-20')
const roadProtection = rule('公路安全保护条例', '2011-03-07', '2011-07-01')
const waterTransport = rule('国内水路运输管理条例', '2023-07-20', '2023-07-20')
const highway = law('公路法', '2017-11-04', '2017-11-05')
const air = law('大气污染防治法', '2018-10-26', '2018-10-26', '2026-08-15')
const noise = law('环境噪声污染防治法', '2018-12-29', '2018-12-29', '2022-06-05')
const penalty = law('行政处罚法', '2021-01-22', '2021-07-15')
const food2021 = law('食品安全法', '2021-04-29', '2021-04-29', '2025-12-01')
const food = law('食品安全法', '2025-09-12', '2025-12-01')
const quality = law('产品质量法', '2018-12-29', '2018-12-29')
const advertising = law('广告法', '2021-04-29', '2021-04-29')
const registration = law('市场主体登记管理条例', '2021-07-27', '2022-03-01')
const unlicensed = rule('无证无照经营查处办法', '2017-08-06', '2017-10-01')
const landLaw = law('土地管理法', '2019-08-26', '2020-01-01')
const landRules = law('土地管理法实施条例', '2021-07-02', '2021-09-01')
const planning = law('城乡规划法', '2019-04-23', '2019-04-23')
const cityLooks = rule('城市市容和环境卫生管理条例', '2017-03-01', '2017-03-01')
const cityRoads = rule('城市道路管理条例', '2019-03-24', '2019-03-24')
const sewage = rule('城镇排水与污水处理条例', '2013-10-02', '2014-01-01')

const on = (of: Law, article: number, text: string, tags: string[], item?: number): Article => ({
  ...of,
  article,
  text,
  tags,
  ...(item ? { item } : {}),
})

export const articles: readonly Article[] = [
  on(roadTransport2022, 63, '无证从事道路运输经营的，停业、没收所得并罚款。', ['未取得道路运输经营许可']),
  on(roadTransport2022, 64, '不具备条件的人驾驶营运车辆的，改正并罚款。', ['从业资格']),
  on(roadTransport2022, 66, '违法转让或者出租运输许可证件的，收证并罚款。', ['转让、出租']),
  on(roadTransport2022, 68, '不按规定携带车辆营运证的，警告或者罚款。', ['携带车辆营运证']),
  on(roadTransport2022, 69, '客运经营者不按站点、线路、班次运行等的，改正并罚款。', ['站点', '班次']),
  on(roadTransport2022, 70, '不按规定维护和检测营运车辆的，改正并罚款。', ['维护', '检测']),
  on(roadTransport, 63, '无证从事普通货运、客运、危险货物运输的，分项停业、没收所得并罚款。', ['未取得道路运输经营许可']),
  on(roadTransport, 63, '无证从事普通货运的罚款档次。', ['未取得道路运输经营许可', '货物运输'], 1),
  on(roadTransport, 63, '无证从事客运的罚款档次。', ['未取得道路运输经营许可', '客运'], 2),
  on(roadTransport, 63, '无证从事危险货物运输的罚款档次。', ['未取得道路运输经营许可', '危险货物'], 3),
  on(roadTransport, 64, '不具备条件的人驾驶营运车辆的，改正并罚款。', ['从业资格']),
  on(roadTransport, 65, '未经许可经营客运站场的，停业、没收所得并罚款。', ['站（场）']),
  on(roadTransport, 66, '违法转让或者出租运输许可证件的，收证并罚款。', ['转让、出租']),
  on(roadTransport, 67, '客运和危货经营者不投保承运人责任险的，限期投保，拒不投保的吊证。', ['承运人责任险']),
  on(roadTransport, 68, '客运经营者不按站点、线路、班次运行等的，改正并罚款，重者吊证。', ['站点', '班次']),
  on(roadTransport, 69, '不按规定维护和检测营运车辆的，改正并罚款。', ['维护', '检测']),
  on(roadTransport, 70, '客运站放行不合格车辆等的，改正并罚款。', ['站（场）']),
  on(roadTransport, 71, '维修经营者用假冒伪劣配件、承修报废车或者擅自改装的，没收所得并罚款。', ['机动车维修']),
  on(roadTransport, 72, '维修经营者签发虚假合格证的，没收所得并罚款。', ['维修合格证']),
  on(roadProtection, 56, '在公路建筑控制区内建房、埋管等的，限期拆除，可以罚款。', ['公路建筑控制区']),
  on(roadProtection, 64, '车货外廓、轴荷或者总重超过限定标准的，改正，可以罚款。', ['超限']),
  on(roadProtection, 65, '获批超限车辆不按指定时间、路线、速度行驶的，改正，拒改的可以扣车。', ['超限']),
  on(roadProtection, 66, '一年内多次违法超限的车辆、驾驶人和企业，吊销营运证、停业整顿。', ['超限']),
  on(roadProtection, 67, '堵塞、强行通过检测站或者短途驳载逃避检测的，拖离、扣车并罚款。', ['逃避超限检测']),
  on(roadProtection, 69, '装载物拖地、掉落、遗洒、飘散损坏污染路面的，改正并罚款。', ['掉落、遗洒']),
  on(highway, 76, '擅自占用、挖掘公路等的，停止违法，可以罚款。', ['占用、挖掘公路']),
  on(highway, 77, '损坏、污染路面或者影响畅通的，停止违法，可以罚款。', ['污染公路路面']),
  on(highway, 79, '在公路用地内设置其他标志的，限期拆除，可以罚款。', ['非公路标志']),
  on(highway, 81, '在公路建筑控制区内修建或者埋设的，限期拆除，可以罚款。', ['公路建筑控制区']),
  on(waterTransport, 33, '未经许可经营水路运输的，停止、没收所得并罚款。', ['水路运输']),
  on(waterTransport, 34, '用没有营运证件的船舶从事水路运输的，停止、没收所得并罚款。', ['船舶营运证件']),
  on(air, 115, '施工工地不采取防尘降尘措施的，改正并罚款，拒改的停工。', ['扬尘']),
  on(air, 116, '运输散装、流体物料的车辆不密闭的，改正并罚款，拒改的不得上路。', ['散装物料', '密闭']),
  on(air, 119, '露天焚烧产生烟尘物质等的，改正，可以罚款。', ['露天焚烧']),
  on(noise, 57, '机动车辆不按规定使用声响装置的，警告或者罚款。', ['声响装置']),
  on(penalty, 32, '主动消除危害、受胁迫诱骗、立功等情形，应当从轻或者减轻。', ['从轻']),
  on(penalty, 33, '轻微并及时改正且无危害后果的，不予处罚；首违轻微的，可以不罚。', ['不予处罚']),
  on(food2021, 124, '生产经营不合格食品等的，没收并按货值罚款，重者吊证。', ['超过保质期', '食品']),
  on(food2021, 125, '包装、标签不合要求的食品等，没收并按货值罚款。', ['标签', '食品']),
  on(food2021, 126, '不履行进货查验等义务的，改正警告，拒改的罚款，重者停业。', ['进货查验', '食品']),
  on(food, 124, '生产经营不合格食品等的，没收并按货值罚款，重者吊证。', ['超过保质期', '食品']),
  on(food, 125, '包装、标签不合要求的食品等，没收并按货值罚款。', ['标签', '食品']),
  on(food, 126, '不履行进货查验等义务的，改正警告，拒改的罚款，重者停业。', ['进货查验', '食品']),
  on(quality, 49, '生产销售不符合安全标准产品的，停止、没收并按货值罚款。', ['不符合', '产品']),
  on(quality, 50, '掺假、以次充好、以不合格冒充合格的，停止、没收并按货值罚款。', ['不合格', '产品']),
  on(advertising, 59, '广告引证、专利、贬低他人等内容违规的，停止发布并罚款。', ['广告']),
  on(registration, 43, '未经登记从事经营的，改正、没收所得，拒改的罚款。', ['设立登记']),
  on(registration, 46, '不办变更登记的，改正，拒改的罚款，重者吊照。', ['变更登记']),
  on(unlicensed, 13, '无照经营的，依法处罚；没有明确规定的，停止、没收并处一万元以下罚款。', ['无照经营']),
  on(landLaw, 74, '非法转让土地的，没收、拆除或者没收建筑，可以罚款。', ['转让土地']),
  on(landLaw, 75, '占用耕地建房、挖砂等破坏种植条件的，限期治理，可以罚款。', ['破坏种植条件']),
  on(landLaw, 77, '未经批准占用土地的，退还、拆除或者没收建筑，可以罚款。', ['占用土地']),
  on(landRules, 55, '破坏耕地的罚款按耕地开垦费的倍数计。', ['破坏种植条件']),
  on(landRules, 57, '非法占地的罚款按每平方米计。', ['占用土地']),
  on(planning, 64, '无规划许可证或者不按证建设的，停止，能改正的限期改正并罚款。', ['规划许可证']),
  on(planning, 66, '未经批准的临时建设等，限期拆除，可以罚款。', ['临时建设']),
  on(cityLooks, 34, '乱扔、乱贴、乱堆放等的，纠正，可以警告、罚款。', ['堆放', '吊挂']),
  on(cityLooks, 36, '擅自设置大型户外广告、占道摆摊等的，停止清理，可以罚款。', ['户外广告', '占道']),
  on(cityRoads, 42, '擅自占用、挖掘城市道路等的，限期改正，可以罚款。', ['城市道路']),
  on(sewage, 50, '无证向城镇排水设施排放污水的，停止治理、补证，可以罚款。', ['排水', '污水']),
]

const short = (of: Law): string => `《${of.short || of.law}》`
const full = (of: Law): string => `《${of.law}》`

export interface Offence {
  readonly what: string
  /** How offices write the basis: several habits of one citation. */
  readonly basis: readonly string[]
  readonly fine: readonly [low: number, high: number, step: number]
  /** The law that it cites ceased on this day. */
  readonly until?: string
}

const offence = (what: string, fine: Offence['fine'], basis: readonly string[], until?: string): Offence => ({
  what,
  fine,
  basis,
  ...(until ? { until } : {}),
})

export const transportOffences: readonly Offence[] = [
  offence(
    '未取得道路运输经营许可擅自从事道路普通货物运输经营',
    [3000, 10000, 500],
    [`${full(roadTransport)}第六十三条第一项`, `依据${short(roadTransport)}第六十三条第（一）项`, `${short(roadTransport)}第63条`],
  ),
  offence(
    '未取得道路运输经营许可擅自从事道路客运经营',
    [10000, 30000, 1000],
    [`${full(roadTransport)}第六十三条第二项`, `根据${short(roadTransport)}第六十三条第（二）项之规定`],
  ),
  offence('未取得道路运输经营许可擅自从事道路危险货物运输经营', [30000, 80000, 5000], [`${full(roadTransport)}第六十三条第三项`]),
  offence(
    '使用不具备从业资格的人员驾驶道路运输经营车辆',
    [200, 2000, 100],
    [`${short(roadTransport)}第六十四条`, `${full(roadTransport)}第六十四条`],
  ),
  offence(
    '非法转让、出租道路运输许可证件',
    [2000, 10000, 500],
    [`${full(roadTransport)}第六十六条第一款`, `${short(roadTransport)}第六十六条`],
  ),
  offence('客运车辆不按批准的客运站点停靠、不按公布的班次行驶', [1000, 2000, 100], [`${short(roadTransport)}第六十八条`]),
  offence(
    '不按规定维护和检测运输车辆',
    [1000, 5000, 500],
    [`${short(roadTransport)}第六十九条、${full(penalty)}第三十二条`, `${full(roadTransport)}第六十九条`],
  ),
  offence('机动车维修经营者擅自改装机动车', [20000, 50000, 5000], [`${full(roadTransport)}第七十一条`]),
  offence('车货总质量超限行驶公路', [500, 9500, 500], [`${short(roadProtection)}第六十四条`, `依据${short(roadProtection)}第64条`]),
  offence('采取短途驳载方式逃避超限检测', [5000, 20000, 1000], [`${short(roadProtection)}第六十七条`]),
  offence('车辆装载物掉落、遗洒污染公路路面', [500, 5000, 500], [`${short(roadProtection)}第六十九条`, `${full(highway)}第七十七条`]),
  offence('擅自占用、挖掘公路', [3000, 30000, 1000], [`${full(highway)}第七十六条`, `${short(highway)}第七十六条第（一）项`]),
  offence('运输散装物料车辆未密闭', [2000, 10000, 500], [`${full(air)}第一百一十六条`, `${short(air)}第一百一十六条`], '2026-08-15'),
]

export const harbourOffences: readonly Offence[] = [
  offence('未经许可擅自经营水路运输业务', [30000, 60000, 5000], [`${short(waterTransport)}第三十三条`]),
  offence('使用未取得船舶营运证件的船舶从事水路运输', [20000, 50000, 5000], [`${short(waterTransport)}第三十四条`]),
]

export const marketOffences: readonly Offence[] = [
  offence('经营超过保质期的食品', [50000, 60000, 2000], [`${full(food)}第一百二十四条第一款第五项`, `${short(food)}第一百二十四条`]),
  offence('经营标签不符合规定的预包装食品', [5000, 20000, 1000], [`${full(food)}第一百二十五条第一款`]),
  offence('未按规定履行食品进货查验义务', [5000, 10000, 1000], [`${full(food)}第一百二十六条第一款`, `${short(food)}第一百二十六条`]),
  offence('销售不符合保障人体健康和人身、财产安全标准的产品', [1000, 9000, 500], [`${full(quality)}第四十九条`]),
  offence('以不合格产品冒充合格产品', [2000, 12000, 500], [`${full(quality)}第五十条`]),
  offence('广告引证内容未标明出处', [3000, 30000, 1000], [`${full(advertising)}第五十九条第一款`]),
  offence('未经设立登记从事经营活动', [10000, 20000, 1000], [`${full(registration)}第四十三条`]),
  offence('未按规定办理变更登记', [10000, 15000, 1000], [`${short(registration)}第四十六条`]),
  offence('无照经营', [500, 8000, 500], [`${short(unlicensed)}第十三条`]),
]

export const landOffences: readonly Offence[] = [
  offence('未经批准占用土地建房', [5000, 90000, 1000], [`${full(landLaw)}第七十七条、${full(landRules)}第五十七条`]),
  offence('占用耕地挖砂破坏种植条件', [8000, 60000, 1000], [`${full(landLaw)}第七十五条、${full(landRules)}第五十五条`]),
  offence('非法转让土地', [10000, 80000, 1000], [`${full(landLaw)}第七十四条`]),
]

export const cityOffences: readonly Offence[] = [
  offence('未取得建设工程规划许可证进行建设', [3000, 60000, 1000], [`${full(planning)}第六十四条`]),
  offence('未经批准进行临时建设', [1000, 20000, 500], [`${short(planning)}第六十六条`]),
  offence('在临街建筑物阳台外堆放、吊挂有碍市容的物品', [50, 200, 50], [`${short(cityLooks)}第三十四条`]),
  offence('擅自设置大型户外广告', [500, 5000, 500], [`${short(cityLooks)}第三十六条`]),
  offence('占道经营', [50, 500, 50], [`${short(cityLooks)}第三十六条`]),
  offence('擅自占用、挖掘城市道路', [1000, 20000, 500], [`${short(cityRoads)}第四十二条`]),
  offence('未取得排水许可向城镇排水设施排放污水', [5000, 50000, 1000], [`${short(sewage)}第五十条`]),
  offence('施工工地未采取扬尘防治措施', [10000, 30000, 1000], [`${full(air)}第一百一十五条`], '2026-08-15'),
]
