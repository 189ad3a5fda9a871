import { city, police } from './agencies.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import { row, sheet } from './ledger.ts'
import type { PlantedClue } from './planted.ts'
import { plateOf } from './plates.ts'
import { random } from './random.ts'

/** Parking spaces, and bars across the road, among hydrants and fire lanes. */
export function parkingShare({ district }: Ground): Share {
  const r = random('parking')
  const parking = expecting('parking-space-violation')
  const bars = expecting('road-height-limit')
  const spaces: string[] = []
  const places: string[] = []
  const tickets: string[] = []
  const fines: string[] = []
  const planted: PlantedClue[] = []
  const APPROVED = '是|云政函〔2023〕18号'
  let spot = 0
  /** A place of its own, half a kilometre from the next. */
  const at = (north = 0): string => `105.${String(100_000 + spot * 5_000)}|27.${String(300_000 + north)}`
  const next = (): void => {
    spot += 1
  }
  const space = (road: string, approved = APPROVED, charged = '否', operator = '', kind = '路内', north = 0): string => {
    const id = `PW529999${String(spaces.length + 1).padStart(4, '0')}`
    spaces.push(`${id}|${road}|${at(north)}|${kind}|${approved}|${charged}|${operator}|2023-06-12`)
    return id
  }
  const facility = (kind: string, rest = '||||', north = 0): string => {
    const id = `SS529999${String(places.length + 1).padStart(4, '0')}`
    places.push(`${id}|${kind}|${at(north)}|${rest}`)
    return id
  }
  const ticket = (on: string, what: string, category: string, address: string, target = ''): void => {
    const no = `RX2026${String(8_001 + tickets.length)}`
    tickets.push(`${no}|${on} 09:30:00|${what}|${category}|${address}|${target}|${city.aliases[0]}|${on} 18:00:00|基本满意|已现场处理`)
  }
  const tell = (rule: string, expected: 'clue' | 'none', key: Readonly<Record<string, string>>, why: string): void =>
    void planted.push(parking(rule, expected, key, why))

  for (const road of ['云屏路', '松泉路', '栗园街', '溪岚巷', '鹿泉大道', '禾穗街']) {
    for (let n = 0; n < 3; n++) space(road, APPROVED, '否', '', '路内', n * 54)
    next()
  }
  facility('消火栓')
  tell('R1', 'clue', { space_id: space('朗月路', APPROVED, '否', '', '路内', 223) }, '离消火栓二十五米')
  next()
  facility('消火栓')
  tell('R1', 'none', { space_id: space('朗星路', APPROVED, '否', '', '路内', 330) }, '离消火栓三十六米')
  next()
  tell('R2', 'clue', { space_id: space('裕民路', '否|') }, '登记为未经批准')
  next()
  tell('R2', 'none', { space_id: space('裕民支路', '|') }, '没有文号而不收费')
  next()
  const keepers = district.register
    .filter(({ status, entity: it }) => status === '存续' && it.type === '公司' && it.trade === '物业')
    .map(({ entity: it }) => it)
  const [unlicensed, licensed] = [keepers[20]!, keepers[24]!]
  space('恒达路', APPROVED, '是', unlicensed.name)
  next()
  space('恒顺路', APPROVED, '是', licensed.name)
  next()
  tell('R3', 'clue', { operator_key: unlicensed.name }, '收费而没有停车经营许可')
  tell('R3', 'none', { operator_key: licensed.name }, '有道路停车泊位经营许可')
  space('瑞祥街')
  next()
  space('捷凯街')
  next()
  for (const on of ['2026-03-04', '2026-05-12', '2026-07-21'])
    ticket(on, '车辆乱停挤占人行道', '停车秩序', `云屏街道瑞祥街${tickets.length + 3}号门前`)
  for (const on of ['2026-04-09', '2026-06-17']) ticket(on, '车辆乱停挤占人行道', '停车秩序', `云屏街道捷凯街${tickets.length + 9}号门前`)
  tell('R4', 'clue', { road_name: '瑞祥街' }, '一年三件停车投诉')
  tell('R4', 'none', { road_name: '捷凯街' }, '只有两件')
  const fined = (road: string, times: number): string => {
    const id = space(road)
    next()
    for (let n = 0; n < times; n++)
      fines.push(
        `529999PK26${String(fines.length + 1).padStart(4, '0')}|${plateOf(r)}|2026-0${3 + n}-11 10:05:00|${road}${id}号泊位|1039||${police.code}|100`,
      )
    return id
  }
  tell('R5', 'clue', { space_id: fined('宏远路', 3) }, '停在施划的泊位里被罚三次')
  tell('R5', 'none', { space_id: fined('盛和路', 2) }, '只有两次')
  for (let n = 0; n < 50; n++) space('泉石路', APPROVED, '否', '', '公共停车场', n * 25)
  next()
  for (let n = 0; n < 12; n++) space('松风路', APPROVED, '否', '', '公共停车场', n * 25)
  next()

  const bar = (rule: string, expected: 'clue' | 'none', rest: string, why: string): void => {
    planted.push(bars(rule, expected, { facility_id: facility('限高架', rest) }, why))
  }
  const TOWN = '栗坪镇人民政府'
  bar('R1', 'clue', '县道|3.20||| ', '设在县道上')
  next()
  bar('R1', 'none', `乡道|3.20||是|${TOWN}`, '乡镇在乡道上经批准设置')
  next()
  bar('R2', 'clue', `乡道|3.20||否|${TOWN}`, '登记为没有批准')
  next()
  bar('R2', 'none', `乡道|3.20||是|${TOWN}`, '已经批准')
  next()
  facility('消防通道', '||||', 360)
  bar('R3', 'clue', `乡道|4.20||是|${TOWN}`, '高四米二，在消防通道旁')
  next()
  facility('消防通道', '||||', 360)
  bar('R3', 'none', `乡道|4.50||是|${TOWN}`, '正好四米五')
  next()
  const coordinates = (): string => {
    const [lon, lat] = at(900).split('|')
    return `城郊道路（经度${lon}，纬度${lat}）`
  }
  ticket('2026-06-03', '限高杆太低，救护车进不去', '道路设施', coordinates())
  bar('R4', 'clue', '城市道路|3.20||| ', '一百米内有限高的投诉')
  next()
  ticket('2026-06-04', '路灯不亮', '道路设施', coordinates())
  bar('R4', 'none', '城市道路|3.20||| ', '附近的投诉说的是路灯')
  next()

  const allowed = `许可决定|云综执许〔2024〕12号|特许|行政许可决定书|道路停车泊位经营|${licensed.name}|法人及非法人组织|${licensed.number}|2024-02-20|2024-02-20|2029-02-19|${city.name}|${city.code}|有效`
  return {
    planted: [
      ...planted,
      parking('R6', 'clue', { lot: '泉石路|' }, '五十个泊位没有无障碍泊位'),
      parking('R6', 'none', { lot: '松风路|' }, '只有十二个泊位'),
    ],
    papers: [
      {
        name: '46_综合行政执法局_泊位与道路设施.xlsx',
        provider: city.name,
        datasets: ['parking_space', 'poi_facility', 'hotline_ticket', 'traffic_violation', 'licence'],
        sheets: [
          sheet(
            '泊位',
            '泊位编号 道路 经度 纬度 类型 是否批准施划 批准文号 是否收费 经营单位 施划日期',
            spaces.map(row),
            '机动车停车泊位台账',
          ),
          sheet('道路设施', '编号 类型 经度 纬度 道路等级 限高（米） 限宽（米） 是否批准 设置单位', places.map(row)),
          sheet('投诉', '工单号 受理时间 诉求内容 分类 地点 被反映对象 承办单位 办理期限 是否满意 答复', tickets.map(row)),
          sheet('违停处罚', '违法编号 号牌号码 违法时间 地点 违法代码 处罚决定书文号 处理机关 罚款金额', fines.map(row)),
          sheet(
            '停车经营许可',
            '行政许可决定文书名称 行政许可决定文书号 许可类别 许可证书名称 许可内容 行政相对人名称 行政相对人类别 统一社会信用代码 许可决定日期 有效期自 有效期至 许可机关 许可机关统一社会信用代码 当前状态',
            [row(allowed)],
          ),
        ],
      },
    ],
  }
}
