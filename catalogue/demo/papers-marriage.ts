import { parts } from './days.ts'
import { expecting, type Ground, type Share } from './ground.ts'
import { days } from './habits.ts'
import { inHand, row, sheet } from './ledger.ts'
import type { Person } from './people.ts'
import type { PlantedClue } from './planted.ts'

/** The register of marriages, against the register of people. */
export function marriageShare({ person }: Ground): Share {
  const it = expecting('false-marriage-registration')
  const planted: PlantedClue[] = []
  const people: string[] = []
  const records: string[] = []
  const suits: string[] = []
  const office = '云岑县民政局'
  const isMan = (who: Person): boolean => Number(who.number[16]) % 2 === 1
  const born = (man: boolean): Person => {
    for (;;) {
      const who = person('1976-01-01', 5_400)
      if (isMan(who) === man) return who
    }
  }
  const registered = (who: Person, status = '正常', on = '', former = ''): Person => {
    people.push(`${who.number}|${who.name}|${former}|${who.birth}|${isMan(who) ? '男' : '女'}||${status}|${on}|529999`)
    return who
  }
  const [man, woman] = [() => registered(born(true)), () => registered(born(false))]
  const record = (kind: string, on: string, husband: Person, wife: Person, photo: number | '' = ''): string => {
    const no = `J529999-${parts(on).year}-${String(records.length + 1).padStart(6, '0')}`
    records.push(`${no}|${kind}|${on}|${husband.number}|${husband.name}|${wife.number}|${wife.name}|${photo}|${office}`)
    return no
  }
  for (let i = 0; i < 44; i++) record('结婚', `20${14 + (i % 12)}-0${1 + (i % 9)}-1${i % 10}`, man(), woman(), i % 4 ? '' : 80 + (i % 17))
  const bride = (expected: 'clue' | 'none', rule: string, wife: Person, why: string, photo: number | '' = ''): string => {
    const no = record('结婚', '2016-05-18', man(), wife, photo)
    planted.push(it(rule, expected, rule === 'R4b' ? { reg_no: no } : { reg_no: no, side: '女方' }, why))
    return no
  }
  bride('clue', 'R1', born(false), '户籍里没有这个号码')
  bride('none', 'R1', woman(), '户籍里有')
  const [borrowed, renamed] = [born(false), born(false)]
  registered(borrowed)
  registered(renamed, '正常', '', '喻兰兰')
  bride('clue', 'R2', { ...borrowed, name: '姚翠翠' }, '姓名与户籍不同')
  bride('none', 'R2', { ...renamed, name: '喻兰兰' }, '是曾用名')
  bride('clue', 'R3', registered(born(false), '假身份注销', '2020-08-11'), '户籍按假身份注销')
  bride('none', 'R3', registered(born(false), '死亡注销', '2022-03-01'), '登记以后才死亡注销')
  const twice = (parted: boolean): void => {
    const [husband, first, second] = [man(), woman(), woman()]
    record('结婚', '2014-03-12', husband, first)
    if (parted) record('离婚', '2018-06-20', husband, first)
    const no = record('结婚', '2019-09-10', husband, second)
    planted.push(it('R4', parted ? 'none' : 'clue', { reg_no: no, side: '男方' }, parted ? '中间离了婚' : '两段婚姻之间没有离婚'))
  }
  twice(false)
  twice(true)
  bride('clue', 'R4b', woman(), '人脸比对四十一分', 41)
  bride('none', 'R4b', woman(), '人脸比对八十八分', 88)
  bride('clue', 'R5', registered(born(false), '死亡注销', '2012-07-02'), '死亡四年以后登记结婚')
  bride('none', 'R5', registered(born(false), '死亡注销', '2019-07-02'), '登记在死亡以前')
  const sued = (result: string): string => {
    const who = woman()
    record('结婚', '2017-02-14', man(), who)
    const no = `（2025）黔9901行初${941 + suits.length}号`
    suits.push(`${no}|${who.name}|${who.number}|${office}|撤销婚姻登记|2025-03-04|2025-05-20|${result}|2025-06-06|是`)
    return no
  }
  planted.push(
    it('R6', 'clue', { case_key: sued('驳回起诉') }, '要求撤销登记被驳回起诉，登记没有撤销'),
    it('R6', 'none', { case_key: sued('驳回诉讼请求') }, '经过实体审理'),
  )
  return {
    planted,
    papers: [
      {
        name: '50_民政局_婚姻登记与户籍核对.xlsx',
        provider: office,
        datasets: ['marriage_record', 'household', 'admin_litigation'],
        sheets: [
          sheet(
            '婚姻登记',
            '登记字号 业务 登记日期 男方证件号 男方姓名 女方证件号 女方姓名 人脸比对分 登记机关',
            inHand(records.map(row), days.chinese),
            '婚姻登记台账',
          ),
          sheet('户籍', '公民身份号码 姓名 曾用名 出生日期 性别 曾用号码 状态 状态日期 户籍地区划', inHand(people.map(row), days.compact)),
          sheet('婚姻登记诉讼', '案号 原告 原告证件号 被告 案由 立案日期 结案日期 裁判结果 生效日期 负责人是否出庭', suits.map(row)),
        ],
      },
    ],
  }
}
