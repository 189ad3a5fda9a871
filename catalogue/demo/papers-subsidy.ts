import { expecting, type Ground, type Share } from './ground.ts'
import { row, sheet } from './ledger.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'
import { plateOf } from './plates.ts'
import { random } from './random.ts'

const CAR = '云岑县2026年购车补贴'
const TRADE_IN = '省级汽车置换补贴'
const SCRAP = '汽车报废更新补贴'
const COUPON = '文旅消费券满400减200'

/** Subsidies for cars, and coupons used in shops. */
export function subsidyShare({ district, person }: Ground): Share {
  const r = random('subsidy')
  const it = expecting('subsidy-fraud-vehicle-and-coupon')
  const grants: string[] = []
  const cars: string[] = []
  const planted: PlantedClue[] = []
  const shops = district.register
    .filter(({ status, entity }) => status === '存续' && entity.type === '公司' && entity.trade === '零售')
    .map(({ entity }) => entity)
  const someone = (): Person => person('1972-01-01', 9_500)
  let vins = 0
  const vin = (): string => `LYC529999N${String(++vins * 31).padStart(7, '0')}`
  const grant = (
    program: string,
    who: Person,
    shop: number,
    car: string,
    invoice: string,
    amount: number,
    order: number | '',
    time: string,
    device = '',
    refund = '',
  ): string => {
    const no = `BT529999${String(grants.length + 1).padStart(6, '0')}`
    grants.push(
      `${no}|${program}|${who.number}|${who.name}|${shops[shop]!.number}|${shops[shop]!.name}|${car}|${invoice}|${amount}|${order}|${time}|${device}|${refund}`,
    )
    return no
  }
  const invoice = (): string => String(20_000_000 + r.int(1, 9_999_999))
  const bought = (program: string, who: Person, frame: string, on: string, plate = '', paper = invoice(), refund = ''): string =>
    grant(program, who, 5, `${plate}|${frame}`, paper, 5_000, '', `${on} 10:20:00`, '', refund)
  const owned = (who: Person, frame: string, on: string, scrapped = '', plate = plateOf(r)): string => {
    cars.push(`${plate}|${frame}|小型客车|${who.name}|${who.number}|${scrapped}|${on}`)
    return plate
  }
  const pair = (rule: string, expected: 'clue' | 'none', first: string, second: string, why: string): void =>
    void planted.push(it(rule, expected, { grant_id: first, other_grant: second }, why))

  for (let i = 0; i < 12; i++) {
    const [who, frame] = [someone(), vin()]
    bought(CAR, who, frame, `2026-0${2 + (i % 7)}-1${i % 10}`)
    owned(who, frame, `2026-0${2 + (i % 7)}-0${1 + (i % 9)}`)
  }
  const [one, two, three] = [someone(), someone(), someone()]
  const [shared, returned] = [vin(), vin()]
  pair('R1', 'clue', bought(CAR, one, shared, '2026-03-02'), bought(TRADE_IN, two, shared, '2026-04-07'), '同一车架号领了两笔')
  pair(
    'R1',
    'none',
    bought(CAR, three, returned, '2026-03-03', '', invoice(), '2026-03-09 09:00:00'),
    bought(TRADE_IN, three, returned, '2026-04-08'),
    '前一笔已退回',
  )
  const paper = invoice()
  const coupon = (shop: number, time: string, order: number, device = '', refund = '', number = '', who = someone()): string =>
    grant(COUPON, who, shop, '|', number, 200, order, time, device, refund)
  pair(
    'R1',
    'clue',
    coupon(10, '2026-05-02 11:00:00', 530, '', '', paper),
    coupon(10, '2026-05-04 12:00:00', 530, '', '', paper),
    '同一张发票领了两笔',
  )
  const other = invoice()
  pair(
    'R1',
    'none',
    coupon(11, '2026-05-02 11:00:00', 530, '', '', other),
    coupon(12, '2026-05-04 12:00:00', 530, '', '', other),
    '八位号码，不同商户',
  )
  const [keen, mixed] = [someone(), someone()]
  pair('R1', 'clue', bought(CAR, keen, vin(), '2026-03-11'), bought(CAR, keen, vin(), '2026-05-12'), '一人两辆车领了两次')
  pair('R1', 'none', bought(CAR, mixed, vin(), '2026-03-12'), bought(TRADE_IN, mixed, vin(), '2026-05-13'), '不同的项目')

  const [seller, keeper, buyer] = [someone(), someone(), someone()]
  const [sold, kept] = [vin(), vin()]
  const car = (rule: string, expected: 'clue' | 'none', no: string, why: string): void =>
    void planted.push(it(rule, expected, { grant_id: no }, why))
  car('R2', 'clue', bought(CAR, seller, sold, '2026-02-10'), '领补贴八个月，车已登记在别人名下')
  owned(buyer, sold, '2026-02-06')
  car('R2', 'none', bought(CAR, keeper, kept, '2026-02-11'), '仍在本人名下')
  owned(keeper, kept, '2026-02-06')
  const scrap = (scrapped: string): string => {
    const [who, frame] = [someone(), vin()]
    const old = owned(who, vin(), '2011-06-15', scrapped)
    owned(who, frame, '2026-03-01')
    return bought(SCRAP, who, frame, '2026-03-05', old)
  }
  car('R2', 'clue', scrap(''), '六个月后旧车没有报废')
  car('R2', 'none', scrap('2026-03-26'), '旧车已报废')

  const shop = (rule: string, expected: 'clue' | 'none', at: number, why: string): void =>
    void planted.push(it(rule, expected, { merchant_key: shops[at]!.number }, why))
  for (let n = 0; n < 6; n++) coupon(20, `2026-05-06 1${n}:10:00`, 688, 'ZF5299990001')
  for (let n = 0; n < 4; n++) coupon(21, `2026-05-06 1${n}:10:00`, 688, 'ZF5299990002')
  shop('R3', 'clue', 20, '一个支付账号为六人核销')
  shop('R3', 'none', 21, '四人，没有别的异常')
  for (let n = 0; n < 20; n++) {
    const hour = String(9 + (n % 10)).padStart(2, '0')
    coupon(22, `2026-05-${n < 10 ? '08' : '09'} ${hour}:15:00`, n < 17 ? 400 : 566)
    coupon(23, `2026-05-${n < 10 ? '08' : '09'} ${hour}:45:00`, n < 9 ? 400 : 566)
  }
  shop('R3', 'clue', 22, '二十笔里十七笔正好卡着门槛')
  shop('R3', 'none', 23, '二十笔里九笔')
  for (let n = 0; n < 10; n++) coupon(24, `2026-05-10 15:0${n}:00`, 400)
  for (let n = 0; n < 8; n++) coupon(25, `2026-05-10 15:0${n}:00`, 400)
  shop('R3', 'clue', 24, '九分钟连续核销十笔')
  shop('R3', 'none', 25, '只有八笔')
  for (let n = 0; n < 3; n++) coupon(26, `2026-05-12 1${n}:00:00`, 720, '', `2026-05-1${4 + n} 09:00:00`)
  for (let n = 0; n < 2; n++) coupon(27, `2026-05-12 1${n}:00:00`, 720, '', `2026-05-1${4 + n} 09:00:00`)
  shop('R3', 'clue', 26, '三笔核销后退款')
  shop('R3', 'none', 27, '只有两笔')
  return {
    planted,
    papers: [
      {
        name: '51_商务局_购车补贴与消费券.xlsx',
        provider: '云岑县商务局',
        datasets: ['subsidy_grant', 'vehicle'],
        sheets: [
          sheet(
            '发放',
            '编号 补贴项目 申领人证件号 申领人 商户代码 商户 车牌 车架号 发票号码 补贴金额（元） 订单金额（元） 核销/申领时间 设备/支付账号 退款时间',
            grants.map(row),
            '购车补贴与消费券发放明细',
          ),
          sheet('车辆登记核查', '号牌号码 车辆识别代号 车型 所有人 所有人证件/代码 报废日期 初次登记日期', cars.map(row)),
        ],
      },
    ],
  }
}
