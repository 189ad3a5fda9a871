import { columns, type Row } from './files.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import { spaced } from './habits.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'
import { random } from './random.ts'

/** Allowances of the old and the disabled, against the deaths and the cards. */
const MONTHS = ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10']
const AGE = '高龄津贴'
const CARE = '重度残疾人护理补贴'
const LIFE = '困难残疾人生活补贴'

export function benefitsShare({ district, person }: Ground): Share {
  const r = random('benefits')
  const planted: PlantedClue[] = []
  const cards: Row[] = []
  const paid: Row[] = []
  const pay = (who: Person, kind: string, months: readonly string[], amount: number): void => {
    for (const month of months)
      paid.push([
        who.number,
        r.chance(4) ? spaced(who.name) : who.name,
        kind,
        r.chance(5) ? month.replace('-', '') : month,
        amount,
        who.name,
      ])
  }
  const key = (who: Person) => ({ party_key: who.number })
  const until = (month: string): string[] => MONTHS.filter((it) => it <= month)

  // ---- the old ---------------------------------------------------------------------------------------------------------------
  const age = expecting('elderly-allowance-after-death')
  const aged = (): Person => person('1932-01-01', 5_000)
  for (let i = 0; i < 30; i++) pay(aged(), AGE, MONTHS, 80)
  const dead = (died: string): Person => district.gone.find((it) => it.died === died)!.person
  pay(dead('2026-04-14'), AGE, until('2026-08'), 80)
  pay(dead('2026-05-19'), AGE, until('2026-05'), 80)
  pay(dead('2026-07-07'), AGE, ['2026-03', '2026-06', '2026-09'], 240)
  const [young, eighty] = [person('1948-03-01', 30), person('1946-03-18', 0)]
  pay(young, AGE, MONTHS, 80)
  pay(eighty, AGE, MONTHS, 80)
  planted.push(
    age('R1', 'clue', key(dead('2026-04-14')), '死亡后又发四个月'),
    age('R1', 'none', key(dead('2026-05-19')), '发到死亡当月'),
    age('R1', 'none', key(dead('2026-07-07')), '按季预发，只到死亡所在的季度'),
    age('R2', 'clue', key(young), '七十八周岁'),
    age('R2', 'none', key(eighty), '首月里满八十周岁'),
  )

  // ---- the poor --------------------------------------------------------------------------------------------------------------
  const aid = expecting('assistance-dead-or-serving')
  const LOW = '低保'
  const poorest = Array.from({ length: 20 }, () => person('1960-01-01', 12_000))
  for (const who of poorest) pay(who, LOW, MONTHS, 420)
  const known = (role: string): Person => district.pensioners.find((one) => one.role === role)!.person
  const head = district.register.filter(({ status, entity }) => status === '存续' && entity.type === '公司')[45]!.entity.head
  pay(dead('2026-04-14'), LOW, until('2026-07'), 420)
  pay(dead('2026-05-19'), LOW, until('2026-05'), 420)
  pay(known('paid in prison'), LOW, until('2026-06'), 420)
  pay(known('not restored'), LOW, MONTHS.slice(1), 420)
  pay(head, LOW, until('2026-06'), 420)
  const [doubled, single] = [person('1956-01-01', 2_000), person('1945-01-01', 200)]
  pay(doubled, LOW, until('2026-06'), 420)
  pay(doubled, '特困', until('2026-06'), 680)
  pay(single, LOW, MONTHS, 420)
  pay(single, AGE, MONTHS, 80)
  planted.push(
    aid('R1', 'clue', key(dead('2026-04-14')), '死亡后又发三个月低保'),
    aid('R1', 'none', key(dead('2026-05-19')), '发到死亡当月'),
    aid('R2', 'clue', key(known('paid in prison')), '服刑期间领低保'),
    aid('R2', 'none', key(known('not restored')), '释放次月起才领'),
    aid('R3', 'clue', key(head), '现任公司法定代表人'),
    aid('R3', 'none', key(poorest[0]!), '没有职务、车辆、多处房产'),
    aid('R4', 'clue', key(doubled), '低保和特困同时领'),
    aid('R4', 'none', key(single), '低保和高龄津贴可以并享'),
  )

  // ---- the disabled ----------------------------------------------------------------------------------------------------------
  const match = expecting('disability-subsidy-mismatch')
  const card = (who: Person, grade: string, to: string, status = '持证', issued = '2019-05-06'): void => {
    cards.push([
      `${who.number}4${'一二三四'.indexOf(grade[0]!) + 1}`,
      who.number,
      who.name,
      r.pick(['肢体', '视力', '听力']),
      grade,
      issued,
      to,
      status,
    ])
  }
  const adult = (): Person => person('1958-01-01', 9_000)
  for (let i = 0; i < 24; i++) {
    const it = adult()
    const grade = ['一级', '二级', '三级', '四级'][i % 4]!
    card(it, grade, '2029-05-05')
    if (i % 4 < 2) pay(it, CARE, MONTHS, 100)
    if (i % 3 === 0) pay(it, LIFE, MONTHS, 120)
  }
  const valid = '2029-05-05'
  const [struck, frozen, alive, lapsed, lastDay, bare, covered, poor, carded, missed, fresh] = Array.from(
    { length: 11 },
    adult,
  ) as unknown as readonly Person[]
  card(struck!, '三级', valid, '注销')
  card(frozen!, '三级', valid, '注销', '2016-05-06')
  cards.push([`${frozen!.number}43B1`, frozen!.number, frozen!.name, '肢体', '三级', '2025-06-03', valid, '持证'])
  card(alive!, '四级', valid)
  card(lapsed!, '三级', '2026-05-05')
  card(lastDay!, '三级', '2026-10-30')
  pay(bare!, CARE, until('2026-06'), 100)
  card(covered!, '一级', valid)
  pay(covered!, CARE, MONTHS, 100)
  pay(poor!, LIFE, until('2026-07'), 120)
  card(carded!, '三级', valid)
  pay(carded!, LIFE, MONTHS, 120)
  card(missed!, '一级', valid)
  card(fresh!, '二级', valid, '持证', '2026-09-15')
  const gone = { held: dead('2026-03-17'), care: dead('2026-06-09'), life: dead('2026-06-16'), both: dead('2026-08-25') }
  card(gone.held, '三级', valid)
  card(gone.care, '二级', valid, '注销')
  pay(gone.care, CARE, until('2026-09'), 100)
  card(gone.life, '三级', valid, '注销')
  pay(gone.life, LIFE, until('2026-08'), 120)
  card(gone.both, '二级', valid, '注销')
  pay(gone.both, CARE, until('2026-08'), 100)
  pay(gone.both, LIFE, until('2026-08'), 120)
  planted.push(
    match('P1', 'clue', key(struck!), '在世而证已注销'),
    match('P1', 'none', key(frozen!), '另换发了有效证'),
    match('P2', 'clue', key(gone.held), '三月死亡，证仍为持证'),
    match('P2', 'none', key(alive!), '在世'),
    match('P3', 'clue', key(lapsed!), '有效期过了近半年'),
    match('P3', 'none', key(lastDay!), '截至日当日到期'),
    match('P4', 'clue', key(bare!), '没有残疾人证'),
    match('P4', 'none', key(covered!), '持有效证'),
    match('P5', 'clue', key(gone.care), '死亡后又发三个月'),
    match('P5', 'none', key(gone.both), '发到死亡当月'),
    match('P6', 'clue', key(poor!), '没有残疾人证'),
    match('P6', 'none', key(carded!), '持有效证'),
    match('P7', 'clue', key(gone.life), '死亡后又发二个月'),
    match('P7', 'none', key(gone.both), '发到死亡当月'),
    match('P8', 'clue', key(missed!), '一级残疾，从未领取护理补贴'),
    match('P8', 'none', key(fresh!), '发证不满六十日'),
  )
  return {
    planted,
    papers: [
      {
        name: '34_民政局_津贴与残疾人补贴发放.csv',
        provider: '云岑县民政局',
        datasets: ['assistance_payment'],
        encoding: 'gbk',
        sheets: [
          {
            name: '',
            title: '高龄津贴、残疾人两项补贴发放明细（2026年3—10月）',
            header: columns('证件号码 姓名 待遇种类 发放月份 金额（元） 收款户名'),
            rows: [...paid, ...paid.slice(20, 24)],
            foot: [['合计', '', '', '', String(paid.reduce((sum, row) => sum + Number(row[4]), 0)), '']],
          },
        ],
      },
      {
        name: '35_残疾人联合会_残疾人证.xlsx',
        provider: '云岑县残疾人联合会',
        datasets: ['disability_card'],
        sheets: [
          {
            name: '残疾人证',
            title: '持证残疾人名册',
            header: columns('残疾人证号 证件号码 姓名 残疾类别 残疾等级 发证日期 有效期至 状态'),
            rows: cards,
          },
        ],
      },
    ],
  }
}

/** The days on which those died who drew gone. */
export const GONE_ON = [
  '2026-04-14',
  '2026-05-19',
  '2026-07-07',
  '2026-03-17',
  '2026-06-09',
  '2026-06-16',
  '2026-08-25',
  '2026-02-18',
  '2026-05-27',
  '2026-03-24',
  '2026-07-28',
  '2026-04-21',
  '2026-06-23',
] as const
