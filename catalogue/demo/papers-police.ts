import { court, police } from './agencies.ts'
import { plusDays } from './days.ts'
import { type Cell, columns, type Row } from './files.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'
import { plateOf } from './plates.ts'
import { random } from './random.ts'

/** What the police hold: detentions, investigations, drivers in correction, and the records of who works with children. */
const day = (iso: string | null): Cell => (iso ? { day: iso } : null)

export function policeShare({ person }: Ground): Share {
  const r = random('police')
  const planted: PlantedClue[] = []
  const tell = (...clues: readonly PlantedClue[]): void => void planted.push(...clues)
  const key = (who: Person) => ({ party_key: who.number })
  const someone = (): Person => person('1976-01-01', 8_000)

  // ---- administrative detention --------------------------------------------------------------------------------------------
  const detained = expecting('admin-detention-not-executed')
  const detentions: Row[] = []
  const detain = (who: Person, on: string, days: number, from: string | null, to: string | null, why = ''): void => {
    detentions.push([`云公行罚决字〔2026〕${3_001 + detentions.length}号`, who.name, who.number, day(on), days, day(from), day(to), why])
  }
  for (let i = 0; i < 20; i++) {
    const on = `2026-0${1 + (i % 9)}-1${i % 10}`
    detain(someone(), on, 5, on, plusDays(on, 5))
  }
  const [never, put, short, full, child, elder] = [someone(), someone(), someone(), someone(), someone(), person('1951-03-01', 300)]
  detain(never, '2026-06-10', 7, null, null)
  detain(put, '2026-06-11', 7, null, null, '暂缓执行')
  detain(short, '2026-07-01', 10, '2026-07-01', '2026-07-06')
  detain(full, '2026-07-02', 10, '2026-07-02', '2026-07-12')
  detain(child, '2026-07-08', 5, null, null, '未成年人')
  detain(elder, '2026-07-09', 5, null, null, '70周岁以上')
  tell(
    detained('R1', 'clue', key(never), '四个月没有收拘'),
    detained('R1', 'none', key(put), '暂缓执行'),
    detained('R2', 'clue', key(short), '十日只执行六日'),
    detained('R2', 'none', key(full), '执行期满'),
    detained('R3', 'clue', key(child), '成年人按未成年人不执行'),
    detained('R3', 'none', key(elder), '已满七十周岁'),
  )

  // ---- held, and then? -------------------------------------------------------------------------------------------------------
  const held = expecting('detained-not-transferred')
  const measures: Row[] = []
  const cases: Row[] = []
  const hold = (
    who: Person,
    kind: string,
    on: string,
    extended: string | null,
    to: string | null,
    how: string,
    filed: string,
    result: string,
    closed: string | null,
  ): void => {
    const no = `A5299990000002025${7_000 + cases.length}`
    measures.push([
      `JC${String(measures.length + 1).padStart(4, '0')}`,
      no,
      who.number,
      who.name,
      kind,
      day(on),
      day(extended),
      day(to),
      how,
    ])
    cases.push([no, '云岑县公安局刑侦大队', '诈骗罪', '报案', day(filed), who.number, who.name, result, day(closed)])
  }
  const [long, brief, bail, newly, lost, sent, dropped, moved] = Array.from({ length: 8 }, someone) as unknown as readonly [
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
  ]
  hold(long, '刑事拘留', '2026-05-06', '2026-06-04', '2026-06-03', '变更逮捕', '2026-04-29', '移送审查起诉', '2026-07-30')
  hold(brief, '刑事拘留', '2026-05-07', '2026-05-14', '2026-05-13', '变更逮捕', '2026-04-30', '移送审查起诉', '2026-07-30')
  hold(bail, '取保候审', '2025-08-04', null, null, '未解除', '2025-07-20', '未结', null)
  hold(newly, '取保候审', '2025-11-03', null, null, '未解除', '2025-10-20', '未结', null)
  hold(lost, '刑事拘留', '2024-05-06', null, '2024-05-13', '释放', '2024-04-28', '未结', null)
  hold(sent, '刑事拘留', '2024-05-07', null, '2024-05-14', '变更逮捕', '2024-04-29', '移送审查起诉', '2024-08-15')
  hold(dropped, '刑事拘留', '2025-09-10', null, '2025-09-17', '释放', '2025-09-05', '撤销案件', '2026-01-20')
  hold(moved, '刑事拘留', '2025-09-11', null, '2025-09-18', '变更逮捕', '2025-09-06', '移送审查起诉', '2025-12-18')
  tell(
    held('R1', 'clue', key(long), '延长至二十九日，须核查事由'),
    held('R1', 'none', key(brief), '延长后也只有七日'),
    held('R2', 'clue', key(bail), '取保候审已过十二个月'),
    held('R2', 'none', key(newly), '十二个月未满'),
    held('R3', 'clue', key(lost), '拘留两年多没有结果'),
    held('R3', 'none', key(sent), '已移送审查起诉'),
    held('R4', 'clue', key(dropped), '拘留后撤案'),
    held('R4', 'none', key(moved), '移送审查起诉'),
  )
  const idle = expecting('no-arrest-stalled')
  const refused: Row[] = []
  // Two years ago the procuratorate's data had begun already: whoever is not in them since then was not sent.
  refused.push(['52999900000120247000', 1, sent.name, sent.number, '', '诈骗罪', day('2024-05-14'), '批准', day('2024-05-20'), '起诉'])
  const refuse = (who: Person, on: string): void => {
    refused.push([
      `5299990000012025${7_000 + refused.length}`,
      1,
      who.name,
      who.number,
      '',
      '寻衅滋事罪',
      day(on),
      '不批准-无社会危险性',
      day(on),
      '未结',
    ])
  }
  const [stalled, waiting] = [someone(), someone()]
  refuse(stalled, '2025-06-10')
  refuse(waiting, '2025-11-10')
  tell(idle('R1', 'clue', key(stalled), '不捕一年多没有结果'), idle('R1', 'none', key(waiting), '一年未满'))

  // ---- drivers in correction -------------------------------------------------------------------------------------------------
  const driver = expecting('disqualified-driver-in-correction')
  const correction: Row[] = []
  const licences: Row[] = []
  const cars: Row[] = []
  const acts: Row[] = []
  const correct = (who: Person): void => {
    correction.push([who.number, who.name, '缓刑', '危险驾驶罪', day('2026-03-02'), day('2026-12-31'), null])
    licences.push([who.number, who.name, 'C1', '吊销', day('2026-01-15'), null])
  }
  const act = (on: string, plate: string, who: Person | null): void => {
    acts.push([
      `529999${on.replaceAll('-', '').slice(2)}8${String(acts.length).padStart(3, '0')}`,
      plate,
      who?.number ?? '',
      who?.name ?? '',
      `${on} 17:${20 + acts.length}:00`,
      '溪口大桥东端',
      '1344',
      '',
      police.code,
      '',
      '',
    ])
  }
  const [drove, earlier, family, parked] = [someone(), someone(), someone(), someone()]
  for (const who of [drove, earlier, family, parked]) correct(who)
  act('2026-06-06', plateOf(r), drove)
  act('2026-02-06', plateOf(r), earlier)
  for (const [who, on] of [
    [family, '2026-07-11'],
    [parked, '2026-02-11'],
  ] as const) {
    const plate = plateOf(r)
    cars.push([plate, '小型客车', who.name, who.number, '', '2020-06-01'])
    act(on, plate, null)
  }
  tell(
    driver('R1', 'clue', key(drove), '吊销后矫正期间驾驶'),
    driver('R1', 'none', key(earlier), '违法在矫正以前'),
    driver('R2', 'clue', key(family), '本人车辆在矫正期间违法，没有记驾驶人'),
    driver('R2', 'none', key(parked), '车辆违法在矫正以前'),
  )

  // ---- who works with children -----------------------------------------------------------------------------------------------
  const minors = expecting('minors-staff-check')
  const staff: Row[] = []
  const judgments: Row[] = []
  const employ = (who: Person, hired: string, checked: string | null, left: string | null = null): void => {
    staff.push([
      who.number,
      who.name,
      r.pick(['云岑县第一小学', '云岑县栗坪镇中心小学', '云岑县鹿鸣幼儿园']),
      r.pick(['教师', '保育员', '保安', '宿管']),
      day(hired),
      day(checked),
      day(left),
    ])
  }
  for (let i = 0; i < 24; i++) employ(someone(), `20${18 + (i % 3)}-09-01`, '2026-08-18')
  const [barred, left, unchecked, checked, stale, yearly] = [someone(), someone(), someone(), someone(), someone(), someone()]
  const guilty = (who: Person): void => {
    judgments.push([
      `（2019）${court.court}刑初${951 + judgments.length}号`,
      who.name,
      who.number,
      '猥亵儿童罪',
      '性侵',
      '有期徒刑',
      18,
      '否',
      null,
      '否',
      '是',
      day('2019-05-20'),
    ])
  }
  guilty(barred)
  employ(barred, '2020-09-01', '2026-03-02')
  guilty(left)
  employ(left, '2020-09-01', '2026-03-02', '2026-03-06')
  employ(unchecked, '2026-09-01', null)
  employ(checked, '2026-09-01', '2026-08-21')
  employ(stale, '2020-09-01', '2025-03-03')
  employ(yearly, '2020-09-01', '2025-11-03')
  tell(
    minors('R1', 'clue', key(barred), '有性侵犯罪记录而在岗'),
    minors('R1', 'none', key(left), '已经离职'),
    minors('R2', 'clue', key(unchecked), '没有入职查询'),
    minors('R2', 'none', key(checked), '入职前已查询'),
    minors('R3', 'clue', key(stale), '一年多没有再查询'),
    minors('R3', 'none', key(yearly), '一年未满'),
  )

  const sheet = (name: string, header: string, rows: readonly Row[]) => ({ name, header: columns(header), rows })
  return {
    planted,
    papers: [
      {
        name: '38_公安局_拘留侦查与从业查询.xlsx',
        provider: police.name,
        datasets: [
          'admin_detention',
          'coercive_measure',
          'police_case',
          'criminal_case',
          'community_correction',
          'driving_licence',
          'vehicle',
          'traffic_violation',
          'sensitive_staff',
          'criminal_judgment',
        ],
        sheets: [
          {
            ...sheet('行政拘留', '处罚决定书文号 姓名 证件号码 决定日期 拘留天数 拘留所收拘日期 解除日期 未执行原因', detentions),
            title: '行政拘留执行情况',
          },
          sheet('强制措施', '编号 案件编号 证件号码 姓名 措施 决定日期 延长至 解除/变更日期 解除/变更方式', measures),
          sheet('侦查案件', '案件编号 办案单位 涉嫌罪名 案件来源 立案日期 嫌疑人证件号 嫌疑人姓名 侦查结果 侦查终结日期', cases),
          sheet(
            '不捕案件',
            '部门受案号 嫌疑人序号 姓名 证件号码 公安案件编号 罪名 受理日期 审查逮捕结果 审查逮捕日期 审查起诉结果',
            refused,
          ),
          sheet('社区矫正', '证件号码 姓名 矫正类别 罪名 矫正起 矫正止 解矫方式', correction),
          sheet('驾驶证', '证件号码 姓名 准驾车型 状态 状态日期 重新取得日期', licences),
          sheet('机动车', '号牌号码 车型 所有人 所有人证件/代码 报废日期 初次登记日期', cars),
          sheet(
            '交通违法',
            '违法编号 号牌号码 驾驶人证件号 驾驶人 违法时间 违法地点 违法代码 处罚决定书文号 处理机关 罚款金额 血液酒精含量',
            acts,
          ),
          sheet('入职查询', '证件号码 姓名 单位 岗位 入职日期 入职查询日期 离职日期', staff),
          sheet(
            '性侵判决',
            '裁判文书案号 姓名 证件号码 罪名 罪名大类 主刑 刑期（月） 是否缓刑 缓刑考验期（月） 是否剥夺政治权利 是否故意犯罪 生效日期',
            judgments,
          ),
        ],
      },
    ],
  }
}
