import { court, police, transport } from './agencies.ts'
import { parts, plusDays } from './days.ts'
import { type Cell, columns, type Row } from './files.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'
import { OVERLOAD } from './planted-overload.ts'
import { plateOf } from './plates.ts'
import { random } from './random.ts'

/** The road: weighings, vehicles, certificates of those who drive for a living, licences, drink and drugs. */
const QUARRY = '云岑县岩坪砂石厂'
const PIT = '云岑县鹿鸣石料场'

export function roadShare(ground: Ground): Share {
  const weigh = weighing(ground)
  const drive = driving(ground)
  return {
    planted: [...weigh.planted, ...drive.planted],
    papers: [
      {
        name: '36_交通运输局_治超与运政.xlsx',
        provider: transport.name,
        datasets: ['overload_record', 'vehicle', 'qualification_cert'],
        sheets: [
          {
            name: '超限检测',
            title: '云岑县栗坪超限检测站检测记录',
            header: columns(
              '检测编号 号牌号码 驾驶人证件号 检测时间 站点 车货总重（吨） 限值（吨） 超限率 是否有超限运输通行证 处罚决定书文号 货运源头单位',
            ),
            rows: weigh.records,
          },
          {
            name: '营运车辆',
            header: columns('号牌号码 车型 轴数 所有人 所有人证件/代码 道路运输证号 营运证状态 运输企业代码 报废日期 初次登记日期'),
            rows: weigh.vehicles,
          },
          {
            name: '从业资格',
            header: columns('证书编号 证书种类 姓名 证件号码 发证机关 初领日期 有效期至 状态 来源'),
            rows: [...weigh.certs, ...drive.certs],
          },
        ],
      },
      {
        name: '37_公安局交警大队_驾驶证与酒驾.xlsx',
        provider: police.name,
        datasets: ['driving_licence', 'drug_control', 'criminal_judgment', 'criminal_case', 'traffic_violation'],
        sheets: [
          {
            name: '驾驶证',
            title: '机动车驾驶证状态核查表',
            header: columns('证件号码 姓名 准驾车型 状态 状态日期 重新取得日期'),
            rows: drive.licences,
          },
          { name: '戒毒措施', header: columns('证件号码 姓名 措施 起 止 解除'), rows: drive.drugs },
          {
            name: '酒驾判决',
            header: columns(
              '裁判文书案号 姓名 证件号码 罪名 罪名大类 主刑 刑期（月） 是否缓刑 缓刑考验期（月） 是否剥夺政治权利 是否故意犯罪 生效日期',
            ),
            rows: drive.judgments,
          },
          {
            name: '酒驾不起诉',
            header: columns(
              '部门受案号 嫌疑人序号 姓名 证件号码 公安案件编号 罪名 受理日期 审查逮捕结果 审查起诉结果 审查起诉结果日期 不起诉决定书文号 刑检意见：是否需行政处罚 移送行政检察日期 审查认定事实',
            ),
            rows: drive.cases,
          },
          {
            name: '酒驾查获',
            header: columns(
              '违法编号 号牌号码 驾驶人证件号 驾驶人 违法时间 违法地点 违法代码 处罚决定书文号 处理机关 罚款金额 血液酒精含量',
            ),
            rows: drive.acts,
          },
        ],
      },
    ],
  }
}

const day = (iso: string | null): Cell => (iso ? { day: iso } : null)

function weighing({ district, person }: Ground) {
  const r = random('weighing')
  const it = expecting('overload-repeat')
  const planted: PlantedClue[] = []
  const records: Row[] = []
  const vehicles: Row[] = []
  const certs: Row[] = []
  const record = (
    on: string,
    plate: string,
    driver: string,
    rate: number,
    decision: string,
    source = '',
    permit = false,
    minute = r.int(0, 700),
  ): string => {
    const no = `CX529999${on.replaceAll('-', '')}${String(records.length + 1).padStart(4, '0')}`
    const time = `${on} ${String(6 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`
    records.push([
      no,
      plate,
      driver,
      time,
      '栗坪超限检测站',
      Math.round(4_900 * (1 + rate)) / 100,
      49,
      rate,
      permit ? '是' : '否',
      decision,
      source,
    ])
    return no
  }
  let [quarried, dug] = [0, 0]
  for (const penalty of district.penalties) {
    if (penalty.offence.what !== OVERLOAD.what || !penalty.decided) continue
    if (!penalty.ordinary && !penalty.weighed) continue
    const source = quarried < 12 && r.chance(30) ? QUARRY : dug < 9 && r.chance(30) ? PIT : ''
    if (source === QUARRY) quarried += 1
    if (source === PIT) dug += 1
    const driver = penalty.weighed?.driver.number ?? (penalty.party.kind === '自然人' ? penalty.party.number : '')
    record(penalty.acted, penalty.weighed?.plate ?? plateOf(r), driver, r.int(12, 55) / 100, penalty.number, source)
  }
  planted.push(it('R5', 'clue', { source_key: QUARRY }, '十二次超限从这里装载'), it('R5', 'none', { source_key: PIT }, '只有九次'))
  const unpunished = (on: string, why: string, expected: 'clue' | 'none', permit = false): void => {
    const plate = plateOf(r)
    planted.push(it('R4', expected, { record_no: record(on, plate, person('1975-01-01', 9_000).number, 0.38, '', '', permit) }, why))
  }
  unpunished('2026-04-16', '超限三成八，半年没有处罚', 'clue')
  unpunished('2026-05-21', '超限三成八，五个月没有处罚', 'clue')
  unpunished('2026-05-22', '有超限运输通行证', 'none', true)
  unpunished('2026-08-01', '第九十日恰是截至日', 'none')
  const again = plateOf(r)
  planted.push(it('R4', 'none', { record_no: record('2026-06-03', again, '', 0.31, '', '', false, 300) }, '卸载复磅后不超限'))
  record('2026-06-03', again, '', 0.01, '', '', false, 360)

  const truck = (plate: string, owner: { readonly name: string; readonly number: string }, n: number): void => {
    vehicles.push([
      plate,
      '重型货车',
      6,
      owner.name,
      owner.number,
      `529999${String(n).padStart(6, '0')}`,
      '营运',
      owner.number,
      '',
      '2021-04-12',
    ])
  }
  const { often, seldom } = district.hauliers
  ;[often, seldom].forEach(({ firm, plate, driver }, i) => {
    truck(plate, firm, 100 * i)
    for (let n = 1; n < (i === 0 ? 5 : 12); n++) truck(plateOf(r), firm, 100 * i + n)
    certs.push([
      `HY529999${2000 + i}`,
      '货运从业',
      driver.name,
      driver.number,
      transport.name,
      '2022-05-09',
      '2028-05-08',
      '有效',
      '官方库',
    ])
  })
  planted.push(
    it('R1', 'clue', { plate_no: often.plate }, '一年内四次违法超限，营运证仍有效'),
    it('R1', 'none', { plate_no: seldom.plate }, '一年内三次，没有超过三次'),
    it('R2', 'clue', { driver_key: often.driver.number }, '一年内四次，从业资格仍有效'),
    it('R2', 'none', { driver_key: seldom.driver.number }, '一年内三次'),
    it('R3', 'clue', { usc_code: often.firm.number }, '五辆车里一辆违法超限'),
    it('R3', 'none', { usc_code: seldom.firm.number }, '十二辆车里一辆，不到一成'),
  )
  return { planted, records, vehicles, certs }
}

function driving({ person }: Ground) {
  const r = random('driving')
  const planted: PlantedClue[] = []
  const licences: Row[] = []
  const drugs: Row[] = []
  const judgments: Row[] = []
  const cases: Row[] = []
  const acts: Row[] = []
  const certs: Row[] = []
  const key = (who: Person) => ({ party_key: who.number })
  const someone = (): Person => person('1974-01-01', 9_000)
  const licence = (who: Person, state: string, on: string | null = null, again: string | null = null): void => {
    licences.push([who.number, who.name, r.pick(['C1', 'C1', 'B2']), state, day(on), day(again)])
  }
  for (let i = 0; i < 30; i++) licence(someone(), i % 10 === 9 ? '逾期' : '正常')

  const drug = expecting('drug-user-licence-not-cancelled')
  const [user, cancelled, early, waited] = [someone(), someone(), someone(), someone()]
  const treated = (who: Person, from: string, to: string, how: string): void =>
    void drugs.push([who.number, who.name, '社区戒毒', day(from), day(to), how])
  treated(user, '2025-06-10', '2028-06-09', '')
  licence(user, '正常')
  treated(cancelled, '2025-06-11', '2028-06-10', '')
  licence(cancelled, '注销', '2025-07-02')
  treated(early, '2021-03-01', '2024-02-29', '期满')
  licence(early, '正常', null, '2025-09-15')
  treated(waited, '2019-03-01', '2022-02-28', '期满')
  licence(waited, '正常', null, '2025-09-16')
  planted.push(
    drug('R1', 'clue', key(user), '戒毒期间驾驶证没有注销'),
    drug('R1', 'none', key(cancelled), '驾驶证已注销'),
    drug('R2', 'clue', key(early), '戒毒结束一年半又领证'),
    drug('R2', 'none', key(waited), '结束满三年以后领证'),
  )

  const cert = (who: Person, kind: string, to = '2028-03-31'): void => {
    certs.push([`CY529999${3000 + certs.length}`, kind, who.name, who.number, transport.name, '2022-04-01', to, '有效', '官方库'])
  }
  const road = expecting('qualification-after-licence-revoked')
  const [revoked, regained, recent] = [someone(), someone(), someone()]
  licence(revoked, '吊销', '2026-03-18')
  licence(regained, '吊销', '2019-03-18', '2025-04-22')
  licence(recent, '注销', '2026-09-30')
  for (const who of [revoked, regained, recent]) cert(who, '货运从业')
  planted.push(
    road('R1', 'clue', key(revoked), '吊销七个月，从业资格仍有效'),
    road('R1', 'none', key(regained), '已重新取得驾驶证'),
    road('R1', 'none', key(recent), '三十日的宽限恰在截至日届满'),
  )

  const drink = (who: Person, on: string, bac: number): void => {
    acts.push([
      `529999${on.replaceAll('-', '').slice(2)}9${String(acts.length).padStart(3, '0')}`,
      plateOf(r),
      who.number,
      who.name,
      `${on} 22:1${acts.length % 10}:00`,
      '环城路云屏段',
      '6032',
      '',
      police.code,
      '',
      bac,
    ])
  }
  const convicted = (who: Person, effective: string): void => {
    judgments.push([
      `（${parts(effective).year}）${court.court}刑初${901 + judgments.length}号`,
      who.name,
      who.number,
      '危险驾驶罪',
      '危险驾驶',
      '拘役',
      2,
      '是',
      4,
      '否',
      '是',
      day(effective),
    ])
  }
  const taxi = expecting('taxi-driver-banned')
  const [banned, expired, clean] = [someone(), someone(), someone()]
  drink(banned, '2025-11-08', 46)
  cert(banned, '网约车')
  drink(expired, '2025-11-09', 52)
  cert(expired, '网约车', '2026-04-30')
  for (const who of [clean, someone(), someone()]) cert(who, '出租车')
  planted.push(
    taxi('R1', 'clue', key(banned), '有饮酒后驾驶记录而持有效的网约车资格'),
    taxi('R1', 'none', key(expired), '资格已经过期'),
    taxi('R1', 'none', key(clean), '没有禁业记录'),
  )

  const drunk = expecting('drunk-driving-licence-not-revoked')
  const [kept, taken, quick, patient, spared, lost] = [someone(), someone(), someone(), someone(), someone(), someone()]
  const court_ = (who: Person, on: string, effective: string): void => {
    drink(who, on, 132)
    convicted(who, effective)
  }
  court_(kept, '2026-02-06', '2026-05-20')
  licence(kept, '正常')
  court_(taken, '2026-02-07', '2026-05-21')
  licence(taken, '吊销', '2026-03-12')
  court_(quick, '2022-02-11', '2022-05-11')
  licence(quick, '正常', '2022-03-15', '2025-08-20')
  court_(patient, '2020-02-11', '2020-05-11')
  licence(patient, '正常', '2020-03-16', '2025-09-22')
  const letOff = (who: Person, on: string, decided: string, n: number): void => {
    drink(who, on, 96)
    cases.push([
      `52999900000220260${100 + n}`,
      1,
      who.name,
      who.number,
      '',
      '危险驾驶罪',
      day(plusDays(decided, -40)),
      '不适用',
      '酌定不起诉',
      day(decided),
      `云岑检刑不诉〔2026〕${500 + n}号`,
      '否',
      day(plusDays(decided, 1)),
      `${who.name}醉酒驾驶小型轿车，情节轻微。`,
    ])
  }
  letOff(spared, '2026-03-04', '2026-06-10', 1)
  licence(spared, '正常')
  letOff(lost, '2026-03-05', '2026-06-11', 2)
  licence(lost, '吊销', '2026-06-29')
  planted.push(
    drunk('R1', 'clue', key(kept), '醉驾判决生效五个月没有吊销'),
    drunk('R1', 'none', key(taken), '已经吊销'),
    drunk('R2', 'clue', key(quick), '吊销三年多又取得驾驶证'),
    drunk('R2', 'none', key(patient), '满五年以后取得'),
    drunk('R3', 'clue', key(spared), '醉驾不起诉后没有吊销'),
    drunk('R3', 'none', key(lost), '已经吊销'),
  )
  return { planted, licences, drugs, judgments, cases, acts, certs }
}
