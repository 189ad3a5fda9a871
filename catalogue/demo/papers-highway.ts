import { expecting, type Ground, type Share } from './ground.ts'
import { row, sheet } from './ledger.ts'
import type { PlantedClue } from './planted.ts'
import { plateOf } from './plates.ts'
import { random } from './random.ts'

/** Passages of lorries through the toll stations. */
export function highwayShare(_: Ground): Share {
  const r = random('highway')
  const it = expecting('truck-etc-fraud')
  const rows: string[] = []
  let tags = 0
  const tag = (): string => `529999${String(310_000_000_000 + ++tags * 7_919)}`
  const trip = (
    card: string,
    issued: string,
    seen: string,
    classes: string,
    on: string,
    from: string,
    to: string,
    way: string,
    gantries: number,
    fee: number,
    paid: number,
  ): void =>
    void rows.push(
      `TX${String(rows.length + 1).padStart(8, '0')}|${card}|${issued}|${seen}|${classes}|${on} ${from}|${on} ${to}|${way}|${gantries}|${fee}|${paid}`,
    )
  const day = (month: number, n: number): string => `2026-0${month}-${String(4 + 3 * n).padStart(2, '0')}`
  const LONG = '云岑东|云岑西'
  for (let i = 0; i < 14; i++) {
    const plate = plateOf(r)
    trip(tag(), plate, plate, '4|4', day(3, i % 8), '08:10:00', '10:10:00', LONG, 20, 980, 980)
  }
  const small = (times: number): string => {
    const plate = plateOf(r)
    const card = tag()
    for (let n = 0; n < times; n++)
      trip(card, plate, plate, '1|4', day(4, n), '13:00:00', '14:10:00', `栗坪${plate.slice(-2)}|鹿鸣${plate.slice(-3)}`, 9, 820, 190)
    return plate
  }
  const foreign = (times: number): string => {
    const plate = plateOf(r)
    const [card, of] = [tag(), plateOf(r)]
    for (let n = 0; n < times; n++)
      trip(card, of, plate, '1|1', day(5, n), '19:00:00', '20:05:00', `溪口${plate.slice(-2)}|禾丰${plate.slice(-3)}`, 9, 810, 150)
    return plate
  }
  const short = (times: number): string => {
    const plate = plateOf(r)
    const card = tag()
    for (let n = 0; n < times; n++) trip(card, plate, plate, '4|4', day(6, n), '08:20:00', '10:15:00', LONG, 8, 380, 380)
    return plate
  }
  const twins = (times: number): readonly [string, string] => {
    const plate = plateOf(r)
    const pair = [tag(), tag()] as const
    const way = `云屏${plate.slice(-2)}|松泉${plate.slice(-3)}`
    for (let n = 0; n < times; n++) {
      trip(pair[0], plate, plate, '2|2', day(7, n), '06:00:00', '07:00:00', way, 10, 110, 110)
      trip(pair[1], plate, plate, '2|2', day(7, n), '06:20:00', '07:00:01', way, 4, 20, 20)
    }
    return pair
  }
  const copied = (minute: number): string => {
    const [plate, other] = [plateOf(r), plateOf(r)]
    const card = tag()
    for (let n = 0; n < 3; n++) {
      trip(card, plate, plate, '1|1', day(8, n), '08:00:00', '09:00:00', `岩坪${plate.slice(-2)}|云屏${plate.slice(-3)}`, 10, 100, 100)
      trip(
        card,
        plate,
        other,
        '1|1',
        day(8, n),
        `08:${minute}:00`,
        '09:40:00',
        `鹿鸣${other.slice(-2)}|溪口${other.slice(-3)}`,
        10,
        100,
        100,
      )
    }
    return card
  }
  const [two, twoOnce] = [twins(3), twins(2)]
  const planted: PlantedClue[] = [
    it('R1', 'clue', { plate_seen: small(5) }, '五次大车小标，少收三千元以上'),
    it('R1', 'none', { plate_seen: small(4) }, '只有四次'),
    it('R2', 'clue', { plate_seen: foreign(6) }, '六次用别的车的标签'),
    it('R2', 'none', { plate_seen: foreign(4) }, '只有四次'),
    it('R3', 'clue', { obu_no: two[1], second_obu: two[0] }, '一车两标签同时过站三次'),
    it('R3', 'none', { obu_no: twoOnce[1] }, '只有两次'),
    it('R4', 'clue', { plate_seen: short(6) }, '六次门架不到同路线的一半'),
    it('R4', 'none', { plate_seen: short(3) }, '只有三次'),
    it('R5', 'clue', { obu_no: copied(30) }, '同一标签三次同时在两处'),
    it('R5', 'none', { obu_no: copied(56) }, '重叠四分钟，在时钟误差以内'),
  ]
  return {
    planted,
    papers: [
      {
        name: '45_高速公路管理处_货车通行记录.csv',
        provider: '云贵高速公路云岑管理处',
        datasets: ['toll_transaction'],
        encoding: 'utf8-bom',
        sheets: [
          sheet(
            '',
            '交易编号 OBU/ETC卡号 发行车牌 识别车牌 发行车型 识别车型/轴型 入口时间 出口时间 入口站 出口站 门架通行数 应收（元） 实收（元）',
            rows.map(row),
          ),
        ],
      },
    ],
  }
}
