import { plusDays } from './days.ts'
import { creditCode, identityNumber } from './identity.ts'
import type { Random } from './random.ts'

export interface Person {
  readonly kind: '自然人'
  readonly name: string
  readonly number: string
  readonly birth: string
}

export interface Entity {
  readonly kind: '法人及非法人组织' | '个体工商户'
  readonly name: string
  /** The unified code. */
  readonly number: string
  readonly head: Person
  readonly type: string
  readonly trade: Trade
  readonly established: string
}

export type Party = Person | Entity

const FAMILY =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹严华金魏陶姜谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费薛雷贺汤罗毕郝安常齐康伍余顾孟黄穆萧尹姚邵汪'
const GIVEN =
  '德明国建志文永福春秀桂兰玉英华荣光兴发财贵富强军勇辉斌涛波鹏飞宇浩晨阳欣怡雪梅芳燕霞丽敏静洁红娟琴凤仙珍金银宝山川河林森松柏石泉海江'

function nameOf(r: Random): string {
  const family = FAMILY[r.int(0, FAMILY.length - 1)]!
  const first = GIVEN[r.int(0, GIVEN.length - 1)]!
  return r.chance(22) ? family + first : family + first + GIVEN[r.int(0, GIVEN.length - 1)]!
}

const taken = (): ((number: string) => boolean) => {
  const seen = new Set<string>()
  return (number) => seen.has(number) || !seen.add(number)
}

export type MakePerson = (bornFrom: string, withinDays: number) => Person
export type MakeEntity = (trade: Trade, sole: boolean) => Entity

/** Makes people, no two with one number. */
export function peopleOf(r: Random): MakePerson {
  const isTaken = taken()
  return (bornFrom, withinDays) => {
    for (;;) {
      const birth = plusDays(bornFrom, r.int(0, withinDays))
      const number = identityNumber(birth, r.int(1, 999))
      if (!isTaken(number)) return { kind: '自然人', name: nameOf(r), number, birth }
    }
  }
}

export type Trade = '运输' | '食品' | '零售' | '建设' | '物业'
const TRADES: Readonly<Record<Trade, readonly string[]>> = {
  运输: ['货物运输', '物流', '汽车运输', '汽车租赁', '汽车维修', '客运'],
  食品: ['食品', '餐饮管理', '粮油', '农产品加工'],
  零售: ['商贸', '百货', '建材经营', '药房连锁', '电器销售'],
  建设: ['建筑工程', '砂石', '市政工程', '房地产开发'],
  物业: ['物业服务', '环卫服务', '园林绿化'],
}
export const INDUSTRY: Readonly<Record<Trade, string>> = { 运输: 'G5430', 食品: 'C1499', 零售: 'F5299', 建设: 'E4790', 物业: 'K7020' }
const STALLS: Readonly<Record<Trade, readonly string[]>> = {
  运输: ['货运服务部', '汽车修理厂', '停车服务部'],
  食品: ['餐馆', '粉面店', '卤味店', '小吃店', '酒坊'],
  零售: ['副食店', '便利店', '水果店', '五金店', '服装店'],
  建设: ['建材门市', '门窗加工店'],
  物业: ['保洁服务部', '家政服务部'],
}
const FANCY = '云岑溪岚屏松栗鹿泉禾穗朗澄裕恒盛达顺通和瑞祥捷凯宏远'
const BODY = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Makes firms and sole traders of the county, no two with one code or one name. */
export function entitiesOf(r: Random, person: MakePerson): MakeEntity {
  const isTaken = taken()
  const isNamed = taken()
  return (trade, sole) => {
    const body = `MA${Array.from({ length: 6 }, () => BODY[r.int(0, BODY.length - 1)]!).join('')}`
    const number = creditCode(sole ? '92' : '91', body)
    const head = person('1962-01-01', 14_000)
    const fancy = (): string => FANCY[r.int(0, FANCY.length - 1)]! + FANCY[r.int(0, FANCY.length - 1)]!
    let name: string
    do name = sole ? `云岑县${fancy()}${head.name.at(-1)}记${r.pick(STALLS[trade])}` : `云岑县${fancy()}${r.pick(TRADES[trade])}有限公司`
    while (isNamed(name))
    if (isTaken(number)) throw new Error('two entities drew one code: change the seed')
    const established = plusDays('2009-03-02', r.int(0, 5_000))
    return { kind: sole ? '个体工商户' : '法人及非法人组织', name, number, head, type: sole ? '个体工商户' : '公司', trade, established }
  }
}
