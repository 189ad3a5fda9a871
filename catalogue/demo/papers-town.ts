import { market, police, street } from './agencies.ts'
import { parts, plusDays } from './days.ts'
import { columns, type Paper, type Row } from './files.ts'
import type { Ground, Share } from './ground.ts'
import { expecting } from './ground.ts'
import { amounts, days } from './habits.ts'
import type { PlantedClue } from './planted.ts'
import { plateOf } from './plates.ts'
import { random } from './random.ts'

/** A sub-district office whose fines look driven by income, and the fixed cameras of the traffic police. */
export const townShare = (ground: Ground): Share => {
  const office = streetOffice(ground)
  const cameras = traffic(ground)
  return { papers: [office.paper, cameras.paper], planted: [...office.planted, ...cameras.planted] }
}

interface Part {
  readonly paper: Paper
  readonly planted: readonly PlantedClue[]
}

const PROFIT = expecting('profit-driven-enforcement')
const STAND = '临街堆放杂物有碍市容'
const WASTE = '车辆带泥上路污染公路路面'

/** Two small fines a month, and in June 2026 a round of fines of firms from elsewhere, all of one and the highest amount. */
function streetOffice({ district, person }: Ground): Part {
  const r = random('street office')
  const usual = Array.from({ length: 44 }, (_, i) => ({
    decided: `${2025 + Math.floor(i / 24)}-${String((Math.floor(i / 2) % 12) + 1).padStart(2, '0')}-${String(5 + (i % 2) * 10 + r.int(0, 3)).padStart(2, '0')}`,
    who: person('1965-01-01', 13_000),
    what: STAND,
    fine: [1_000, 1_200, 1_400, 1_600][i % 4]!,
  }))
  const round = Array.from({ length: 16 }, (_, i) => ({
    decided: `2026-06-${10 + i}`,
    who: district.outsiders[i]!,
    what: WASTE,
    fine: 5_000,
  }))
  const all = [...usual, ...round].filter((it) => it.decided <= '2026-10-20').sort((a, b) => (a.decided < b.decided ? -1 : 1))
  const serial = new Map<number, number>()
  const rows = all.map((it): Row => {
    const { year } = parts(it.decided)
    serial.set(year, (serial.get(year) ?? 0) + 1)
    const isPerson = it.who.kind === '自然人'
    return [
      `松街罚决〔${year}〕第${serial.get(year)}号`,
      it.who.name,
      isPerson ? '公民' : '企业',
      isPerson ? it.who.number : '',
      isPerson ? '' : it.who.number,
      it.what,
      `${days.chinese(plusDays(it.decided, -21))}，${it.who.name}${it.what}。`,
      it.what === STAND ? '《城市市容和环境卫生管理条例》第三十四条' : '《中华人民共和国公路法》第七十七条',
      '罚款',
      `罚款${it.fine}元`,
      r.pick(amounts)(it.fine),
      days.dot(it.decided),
      street.name,
      street.code,
    ]
  })
  const agency_code = street.code
  return {
    paper: {
      name: '27_松泉街道办事处_行政处罚登记.csv',
      provider: street.name,
      datasets: ['penalty_decision'],
      encoding: 'gbk',
      sheets: [
        {
          name: '',
          title: '松泉街道综合行政执法队处罚登记簿',
          header: columns(
            '处罚决定书文号 被处罚人 相对人类型 证件号 信用代码 违法行为 简要案情 依据 处罚方式 处罚决定内容 处罚金额 决定日期 执法单位 执法单位代码',
          ),
          rows,
          foot: [['合计', '', '', '', '', '', '', '', '', '', String(all.reduce((sum, it) => sum + it.fine, 0)), '', '', '']],
        },
      ],
    },
    planted: [
      PROFIT('R1', 'clue', { agency_code, period: '2026-06' }, '一个月罚款八万余元，此前每月二千余元'),
      PROFIT('R1', 'none', { agency_code, period: '2026-07' }, '回到平常'),
      PROFIT('R3', 'clue', { agency_code }, '处罚的十六家企业都登记在外地'),
      PROFIT('R3', 'none', { agency_code: market.code }, '处罚的企业都登记在本县'),
      PROFIT('R4', 'clue', { agency_code, violation_type: WASTE }, '十六件都罚五千元'),
      PROFIT('R4', 'none', { agency_code, violation_type: STAND }, '罚款按情节有高有低'),
    ],
  }
}

const SPOTS = ['迎宾路与滨河路交叉口', '县道栗坪三岔口', '环城路云屏隧道口', '松泉街道中心小学门口', '禾丰乡集镇路段', '溪口大桥东端']
function traffic({ person }: Ground): Part {
  const r = random('traffic cameras')
  const code = police.code
  const double = expecting('double-fine')
  const rows: Row[] = []
  const add = (at: string, plate: string, spot: string, kind: string, fine: number): string => {
    const no = `529999${at.replaceAll(/[-: ]/g, '').slice(2, 10)}${String(rows.length + 1).padStart(4, '0')}`
    const who = person('1970-01-01', 12_000)
    rows.push([no, plate, who.number, who.name, at, spot, kind, `529999${String(1_900_000 + rows.length)}`, code, fine, ''])
    return no
  }
  const time = (day: string, minute: number): string =>
    `${day} ${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`
  // Eighty by turns, and half as many again at the one mouth of a tunnel.
  for (let i = 0; i < 80; i++)
    add(
      time(plusDays('2026-01-05', r.int(0, 280)), r.int(0, 700)),
      plateOf(r),
      SPOTS[i % 6]!,
      r.pick(['1208', '1039', '1344']),
      [200, 150, 100][i % 3]!,
    )
  for (let i = 0; i < 40; i++) add(time(plusDays('2026-06-01', r.int(0, 130)), r.int(0, 700)), plateOf(r), SPOTS[2]!, '1344', 200)
  const [again, hour, other] = [plateOf(r), plateOf(r), plateOf(r)]
  const first = add('2026-05-14 09:12:00', again, SPOTS[0]!, '1208', 200)
  const second = add('2026-05-14 09:31:00', again, SPOTS[0]!, '1208', 200)
  const early = add('2026-05-19 09:12:00', hour, SPOTS[0]!, '1208', 200)
  add('2026-05-19 10:05:00', hour, SPOTS[0]!, '1208', 200)
  const here = add('2026-05-21 15:10:00', other, SPOTS[1]!, '1344', 100)
  add('2026-05-21 15:22:00', other, SPOTS[4]!, '1344', 100)
  return {
    paper: {
      name: '28_公安局交警大队_交通违法处理.csv',
      provider: '云岑县公安局',
      datasets: ['traffic_violation'],
      encoding: 'gb18030',
      sheets: [
        {
          name: '',
          title: '非现场执法交通违法处理明细（2026年）',
          header: columns('违法编号 号牌号码 驾驶人证件号 驾驶人 违法时间 违法地点 违法代码 处罚决定书文号 处理机关 罚款金额 血液酒精含量'),
          rows: [...rows].sort((a, b) => (String(a[4]) < String(b[4]) ? -1 : 1)),
        },
      ],
    },
    planted: [
      double('R2', 'clue', { violation_no: first, other_violation_no: second }, '同车同地同一代码，十九分钟内两次'),
      double('R2', 'none', { violation_no: early }, '相隔五十三分钟'),
      double('R2', 'none', { violation_no: here }, '两个地点'),
      PROFIT('R2', 'clue', { agency_code: code, spot: SPOTS[2]! }, '一个点位占罚款的四成'),
      PROFIT('R2', 'none', { agency_code: code, spot: SPOTS[0]! }, '占罚款的一成多'),
    ],
  }
}
