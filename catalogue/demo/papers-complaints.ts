import { city, harbour, market, police, transport } from './agencies.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import { days } from './habits.ts'
import { inHand, row, sheet } from './ledger.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'
import { AGAIN, CRIMES } from './planted-forward.ts'

/** What people complain of and deputies ask for, and what offices hand to each other and leave undone. */
export function complaintsShare(ground: Ground): Share {
  const tickets: string[] = []
  const ticket: Ticket = (on, what, category, address, handler, satisfied = '不满意', reply = '已转办') =>
    void tickets.push(
      `RX529999${String(20_001 + tickets.length)}|${on} 08:40:00|${what}|${category}|${address}||${handler}|${on} 18:00:00|${satisfied}|${reply}`,
    )
  const advice: string[] = []
  const heard = deputies(ticket, advice)
  const wrote = petitions(ground)
  const left = undone(ground, ticket, advice)
  return {
    planted: [...heard.planted, ...wrote.planted, ...left.planted],
    papers: [
      {
        name: '47_信访局_热线信访与移送.xlsx',
        provider: '云岑县信访局',
        datasets: ['hotline_ticket', 'petition', 'criminal_case', 'deputy_suggestion', 'transfer_case', 'proc_document'],
        sheets: [
          sheet(
            '热线',
            '工单号 受理时间 诉求内容 分类 地点 被反映对象 承办单位 办理期限 是否满意 答复',
            tickets.map(row),
            '12345政务服务热线工单',
          ),
          sheet(
            '信访',
            '信访编号 渠道 信访人 证件号 收到日期 内容 类别 原案号 原办案单位 被反映单位/人 办理方式 七日内程序回复日期 三个月内结果答复日期 结果 原案瑕疵标签',
            inHand(wrote.letters.map(row), days.dot),
          ),
          sheet('原案', '部门受案号 嫌疑人序号 姓名 证件号码 罪名 受理日期 审查起诉结果 审查起诉结果日期 承办检察官', wrote.cases.map(row)),
          sheet(
            '代表建议',
            '建议编号 类别 届次 标题 内容 领衔代表 提出日期 承办单位 答复日期 答复类别 代表满意度 是否移送检察机关',
            heard.asked.map(row),
          ),
          sheet(
            '两法衔接',
            '移送编号 方向 移送单位 接收单位 当事人 证件号/代码 相关处罚决定书文号 移送日期 是否抄送检察院 接收日期 处理结果 处理日期',
            inHand(left.sent.map(row), days.compact),
          ),
          sheet(
            '检察建议',
            '文书文号 文书种类 被建议单位 制发日期 送达日期 回复期限 回复日期 采纳情况 整改/处罚文号 整改核验日期',
            advice.map(row),
          ),
        ],
      },
    ],
  }
}

type Ticket = (on: string, what: string, category: string, address: string, handler: string, satisfied?: string, reply?: string) => void

function deputies(ticket: Ticket, advice: string[]) {
  const it = expecting('deputy-suggestion-linkage')
  const asked: string[] = []
  const MEETING = '十八届人大五次会议'
  const suggest = (title: string, handler: string, on: string, replied = '', kind = '', pleased = '满意'): string => {
    const no = String(11 + asked.length)
    asked.push(
      `${no}|人大代表建议|${MEETING}|关于${title}的建议|${title}，群众反映较多，建议依法处理。|代表${no}|${on}|${handler}|${replied}|${kind}|${pleased}|否`,
    )
    return no
  }
  const one = (no: string) => ({ kind: '人大代表建议', session: MEETING, suggestion_no: no })
  for (const title of ['加密城乡公交班次', '完善村级养老服务', '推广错峰上学'])
    suggest(title, transport.name, '2026-01-14', '2026-04-10', 'A')
  for (const on of ['2026-01-14', '2026-01-15', '2026-01-15']) suggest('整治楼道飞线充电', '云岑县消防救援大队', on, '2026-04-10', 'A')
  for (const on of ['2026-01-14', '2026-01-15']) suggest('治理高空抛物', police.name, on, '2026-04-10', 'A')
  suggest('修补破损窨井盖', city.name, '2026-01-16', '2026-04-12', 'A')
  suggest('规范生鲜灯使用', market.name, '2026-01-16', '2026-04-12', 'A')
  const old = suggest('保护古建筑', '云岑县文化和旅游局', '2025-01-10', '2025-03-10', 'B')
  const fresh = suggest('清理盲道障碍', '云岑县住房和城乡建设局', '2025-01-10', '2025-03-10', 'B')
  const cross = suggest('治理农村污水', '云岑县生态环境分局', '2026-01-17', '2026-04-13', 'A', '不满意')
  const calm = suggest('加强食品安全监管', market.name, '2026-01-17', '2026-04-13', 'A', '基本满意')
  for (let n = 0; n < 5; n++)
    ticket(`2026-05-0${3 + n}`, '路面井盖破损，行人易跌落', '市政设施', `云屏街道第${n + 1}社区`, city.aliases[0]!, '基本满意')
  for (let n = 0; n < 4; n++)
    ticket(`2026-05-1${3 + n}`, '菜市场仍在用生鲜灯', '市场秩序', `松泉街道第${n + 1}菜场`, market.name, '基本满意')
  for (let n = 0; n < 3; n++)
    ticket(`2026-06-0${3 + n}`, '古建筑墙体开裂无人修缮', '文物', `栗坪镇第${n + 1}村`, '云岑县文化和旅游局', '基本满意')
  for (let n = 0; n < 2; n++)
    ticket(`2026-06-1${3 + n}`, '盲道被电动车占用', '市容', `鹿泉大道${n + 1}段`, '云岑县住房和城乡建设局', '基本满意')
  const advise = (to: string, n: number): void =>
    void advice.push(
      `云岑检建〔2026〕${701 + advice.length}号|个案检察建议|${to}|2026-03-0${2 + n}|2026-03-0${4 + n}|2026-05-0${6 + n}|2026-04-2${n}|采纳||2026-05-2${n}`,
    )
  for (const [n, name] of ['云岑县康宁物业有限公司', '云岑县和润物业有限公司', '云岑县嘉禾物业有限公司'].entries()) advise(name, n)
  for (const [n, name] of ['云岑县云屏宾馆', '云岑县松泉宾馆'].entries()) advise(name, n)
  const theme = (name: string, handler: string) => ({ theme: name, handler_key: handler, place: '全域' })
  const planted: PlantedClue[] = [
    it('R1', 'clue', { theme: '飞线充电' }, '三年内三件建议'),
    it('R1', 'none', { theme: '高空抛物' }, '只有两件、一次会议'),
    it('R2', 'clue', theme('窨井盖', city.name), '五件投诉，一年没有处罚'),
    it('R2', 'none', theme('生鲜灯', market.name), '只有四件投诉'),
    it('R3', 'clue', one(old), '列入计划满一年后又有三件投诉'),
    it('R3', 'none', one(fresh), '只有两件'),
    it('R4', 'clue', one(cross), '代表不满意'),
    it('R4', 'none', one(calm), '基本满意'),
    it('R5', 'clue', { trade: '物业', doc_kind: '检察建议-个案' }, '一年内对三家物业发出检察建议'),
    it('R5', 'none', { trade: '宾馆', doc_kind: '检察建议-个案' }, '只有两件'),
  ]
  return { planted, asked }
}

function petitions({ person }: Ground) {
  const it = expecting('petition-duplicate-reverse-review')
  const letters: string[] = []
  const cases: string[] = []
  const planted: PlantedClue[] = []
  const someone = (): Person => person('1958-01-01', 12_000)
  let matters = 0
  const write = (
    channel: string,
    who: Person,
    on: string,
    content: string,
    more: { orig?: string; org?: string; reply?: string; result?: string; outcome?: string; flaws?: string } = {},
  ): string => {
    const no = `XF5299992026${String(101 + letters.length)}`
    letters.push(
      `${no}|${channel}|${who.name}|${who.number}|${on}|${content}|申诉|${more.orig ?? ''}|${more.org ?? ''}|${more.org ?? `云岑县某单位${++matters}`}|本院办理|${more.reply ?? ''}|${more.result ?? ''}|${more.outcome ?? ''}|${more.flaws ?? ''}`,
    )
    return no
  }
  const tell = (rule: string, expected: 'clue' | 'none', key: Readonly<Record<string, string>>, why: string): void =>
    void planted.push(it(rule, expected, key, why))
  const [again, seldom, waiting, told, unanswered, answered, upward, handed, angry, calm] = [
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
    someone(),
  ]
  const matter = (who: Person, days: readonly string[], content: string): string => days.map((on) => write('来访', who, on, content))[0]!
  tell('R1', 'clue', { matter: matter(again, ['2026-02-10', '2026-05-12'], '反映征地补偿款没有发放到位') }, '三个月内又来访')
  tell('R1', 'none', { matter: matter(seldom, ['2025-09-10', '2026-05-12'], '反映邻里采光受影响没有处理') }, '相隔八个月')
  tell('R2', 'clue', { petition_no: write('来信', waiting, '2026-08-10', '反映工程款被拖欠没有立案') }, '七日内没有回复')
  tell('R2', 'none', { petition_no: write('来信', told, '2026-08-11', '反映林地权属争议处理不公', { reply: '2026-08-17' }) }, '第六日回复')
  tell(
    'R2',
    'clue',
    { petition_no: write('来信', unanswered, '2026-06-01', '反映交通事故责任认定有误', { reply: '2026-06-04' }) },
    '三个月没有结果',
  )
  tell(
    'R2',
    'none',
    {
      petition_no: write('来信', answered, '2026-06-02', '反映车辆被扣押没有返还', {
        reply: '2026-06-05',
        result: '2026-08-20',
        outcome: '不支持',
      }),
    },
    '三个月内答复',
  )
  const first = write('来访', upward, '2025-10-13', '反映宅基地纠纷调解结果不公')
  write('上级交办', upward, '2026-08-18', '反映宅基地纠纷调解结果不公')
  tell('R3', 'clue', { matter: first }, '本级没有解决，又由上级交办')
  tell('R3', 'none', { matter: write('上级交办', handed, '2026-08-19', '反映低保评定不公') }, '只有交办一件')
  tell('R5', 'clue', { matter: write('来访', angry, '2026-07-13', '再不解决就进京上访') }, '写有进京')
  tell('R5', 'none', { matter: write('来访', calm, '2026-07-14', '咨询申诉期限') }, '没有风险字样')

  const original = (n: number, handler: string): string => {
    const no = `云岑检刑受〔2025〕${n}号`
    const who = someone()
    cases.push(`${no}|1|${who.name}|${who.number}|盗窃罪|2025-03-03|起诉|2025-04-10|${handler}`)
    return no
  }
  const review = (n: number, handler: string, org: string, flaws: string, outcome: string): Readonly<Record<string, string>> => {
    write('来访', someone(), `2026-04-${10 + n}`, `对第${n}号案件的处理不服`, { orig: original(600 + n, handler), org, outcome, flaws })
    return { orig_case_key: `云岑检刑受(2025)${600 + n}号` }
  }
  tell('R4', 'clue', review(1, '陶明川', police.name, '无', '支持'), '支持诉求')
  tell('R4', 'none', review(2, '陶明川', police.name, '无', '不支持'), '不支持，没有瑕疵')
  for (const n of [3, 4, 5]) tell('R4', 'clue', review(n, '姜望舒', police.name, '程序', '不支持'), '原案有程序瑕疵')
  for (const n of [6, 7]) tell('R4', 'clue', review(n, '谢知秋', '云岑县人民法院', '文书', '不支持'), '原案有文书瑕疵')
  tell('R4b', 'clue', { orig_org_key: police.name, flaw: '程序' }, '同一单位同一瑕疵三件')
  tell('R4b', 'none', { orig_org_key: '云岑县人民法院', flaw: '文书' }, '只有两件')
  tell('R4c', 'clue', { officer_case: '云岑检刑受(2025)603号', flaw: '程序' }, '同一承办人三件')
  tell('R4c', 'none', { officer_case: '云岑检刑受(2025)606号', flaw: '文书' }, '只有两件')
  return { planted, letters, cases }
}

function undone({ district, person }: Ground, ticket: Ticket, advice: string[]) {
  const duty = expecting('agency-duty-inaction')
  const forward = expecting('forward-linkage-not-transferred')
  const sent: string[] = []
  const planted: PlantedClue[] = []
  const by = (fact: string) => district.penalties.find((it) => it.fact === fact)!
  const someone = (): Person => person('1970-01-01', 9_000)
  const transfer = (
    way: string,
    from: string,
    to: string,
    who: { readonly name: string; readonly number: string },
    no: string,
    on: string,
    copied: string,
    got: string,
    how: string,
    done: string,
  ): string => {
    const id = `云移〔2026〕${101 + sent.length}号`
    sent.push(`${id}|${way}|${from}|${to}|${who.name}|${who.number}|${no}|${on}|${copied}|${got}|${how}|${done}`)
    return id
  }
  const up = (
    who: { readonly name: string; readonly number: string },
    on: string,
    how: string,
    done: string,
    copied = '是',
    no = '',
  ): string => transfer('正向', market.name, police.name, who, no, on, copied, on, how, done)
  const down = (on: string, how: string, done: string): string =>
    transfer('反向', '云岑县人民检察院', transport.name, someone(), '', on, '是', on, how, done)
  up(by(CRIMES.sent).party, '2026-03-13', '立案', '2026-03-16', '是', by(CRIMES.sent).number)
  planted.push(
    forward('R3', 'clue', { transfer_no: up(someone(), '2026-05-11', '', '') }, '移送五个月没有答复'),
    forward('R3', 'none', { transfer_no: up(someone(), '2026-05-12', '立案', '2026-05-14') }, '第二日立案'),
    forward('R3', 'clue', { transfer_no: up(someone(), '2026-05-13', '立案', '2026-05-15', '否') }, '没有抄送检察机关'),
    forward('R4', 'clue', { transfer_no: up(someone(), '2026-05-18', '不立案', '2026-05-20') }, '不立案五个月没有处罚'),
    forward('R4', 'none', { transfer_no: up(by(CRIMES.below).party, '2026-02-09', '不立案', '2026-02-11') }, '后来作出处罚'),
    duty('R4', 'clue', { transfer_no: down('2026-05-11', '', '') }, '接收移送近半年没有处理'),
    duty('R4', 'none', { transfer_no: down('2026-05-12', '行政处罚', '2026-07-06') }, '已作处罚'),
  )
  const place = '溪口镇砂石码头'
  const quiet = '栗坪镇客运渡口'
  for (const on of ['2026-05-06', '2026-05-15', '2026-05-27', '2026-06-08', '2026-06-22'])
    ticket(on, '船舶装卸扬尘扰民', '码头扬尘', place, harbour.aliases[0]!)
  for (const on of ['2026-05-07', '2026-05-16', '2026-05-28', '2026-06-09'])
    ticket(on, '船舶装卸扬尘扰民', '码头扬尘', quiet, harbour.aliases[0]!)
  planted.push(
    duty('R1', 'clue', { agency_code: harbour.code, place_key: place }, '四十八天五件工单，两个月没有立案'),
    duty('R1', 'none', { agency_code: harbour.code, place_key: quiet }, '只有四件'),
  )
  const accepted = (fact: string, kind: string): string => {
    const no = `云岑检建〔2026〕${701 + advice.length}号`
    advice.push(`${no}|${kind}|${city.name}|2026-01-05|2026-01-07|2026-03-09|2026-02-25|采纳|${by(fact).number}|2026-03-20`)
    return no
  }
  planted.push(
    duty('R5', 'clue', { doc_no: accepted(AGAIN.first, '个案检察建议') }, '采纳三个半月后同一人又因同样的违法被罚'),
    duty('R5', 'none', { doc_no: accepted(AGAIN.late, '社会治理检察建议') }, '再犯已在六个月以后'),
  )
  return { planted, sent }
}
