import { describe, expect, it } from 'vitest'
import { nationalLaws } from './names.ts'
import { readLegalText } from './reader.ts'

/** `law article[.sub] paragraph/item` of every citation; 中华人民共和国 is shortened to 〇 to keep the lines readable. */
const cited = (text: string, names?: ReadonlyMap<string, string>): string[] =>
  readLegalText(text, names).citations.map(
    (c) =>
      `${(c.law ?? '?').replaceAll('中华人民共和国', '〇')} ${c.article}${c.article_sub ? `.${c.article_sub}` : ''}${c.paragraph || c.item ? ` ${c.paragraph ?? ''}/${c.item ?? ''}` : ''}`,
  )
const raws = (text: string): string[] => readLegalText(text).citations.map((c) => c.raw)
const named = (text: string): string[] => readLegalText(text).mentions.map((m) => m.law.replaceAll('中华人民共和国', '〇'))

describe('the name of a law', () => {
  it.each([
    ['in marks', '违反了《中华人民共和国消防法》第十六条的规定', ['〇消防法 16']],
    ['short, in marks', '依据《消防法》第六十条', ['〇消防法 60']],
    ['without marks', '依照行政处罚法第五十三条', ['〇行政处罚法 53']],
    ['full without marks', '依据中华人民共和国行政处罚法第五十一条第(一)项', ['〇行政处罚法 51 /1']],
    ['a nickname', '刑诉法第十六条', ['〇刑事诉讼法 16']],
    ['named after a law', '《公路法实施条例》第三条', ['〇公路法实施条例 3']],
    ['of schools, not of one school', '《普通高等学校学生管理规定》第九条', ['普通高等学校学生管理规定 9']],
    ['of a place', '《云岭省道路运输条例》第八条', ['云岭省道路运输条例 8']],
    ['of a place, without marks', '参照云岭省土地整治条例第二十一条第二款', ['云岭省土地整治条例 21 2/']],
    [
      'nested',
      '《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第一百六十条',
      ['最高人民法院关于适用《〇行政诉讼法》的解释 160'],
    ],
    ['nested in angle brackets', '《云岭省实施<中华人民共和国土地管理法>办法》第五条', ['云岭省实施《〇土地管理法》办法 5']],
    ['escaped marks', '《关于执行u003c中华人民共和国行政诉讼法u003e的意见》第九条', ['关于执行《〇行政诉讼法》的意见 9']],
    ['half outside its marks', '依据云岭省实施《中华人民共和国土地管理法》办法第五条', ['云岭省实施《〇土地管理法》办法 5']],
    ['half outside its marks, behind another column', '扣留车辆 云岭省实施《土地管理法》办法第五条', ['云岭省实施《土地管理法》办法 5']],
    ['regulation behind the marks', '《土地管理法》实施条例第五条', ['〇土地管理法实施条例 5']],
    ['an interpretation nobody named', '《民事诉讼法》司法解释第五条', ['? 5']],
    ['the issuer outside', '最高人民法院《关于审理行政协议案件若干问题的规定》第二条', ['关于审理行政协议案件若干问题的规定 2']],
    ['masked by a site', '《最**法院关于审理行政赔偿案件若干问题的规定》第二条', ['最高人民法院关于审理行政赔偿案件若干问题的规定 2']],
    ['closing mark missing', '违反《土地管理法第七十七条', ['〇土地管理法 77']],
    ['marks crossed', '违反《土地管理法〉第七十七条', ['〇土地管理法 77']],
    [
      'with 和 inside, without marks',
      '违反云岭市市容和环境卫生管理条例第三条和侵害游客权益行为处罚办法第六条',
      ['云岭市市容和环境卫生管理条例 3', '侵害游客权益行为处罚办法 6'],
    ],
    ['behind 依照, without marks', '情形之一的，依照医用器械监督管理条例第八条', ['医用器械监督管理条例 8']],
    [
      'a title in double marks',
      '《最高人民法院〈关于办理寻衅滋事刑事案件的解释〉》第二条',
      ['最高人民法院《关于办理寻衅滋事刑事案件的解释》 2'],
    ],
    ['ASCII marks', '<<消防法>>第5条', ['〇消防法 5']],
    [
      'in traditional characters',
      '違反了《中華人民共和國食品安全法》第六十七條第一款第（二）項，依據雲嶺省養犬條例第三條',
      ['〇食品安全法 67 1/2', '雲嶺省养犬条例 3'],
    ],
    ['in other brackets', '违反【消防法】第五条、(土地管理法)第六条', ['〇消防法 5', '〇土地管理法 6']],
    ['a part of an interpretation', '《云岭省养犬条例解释一》第三条', ['云岭省养犬条例解释一 3']],
    ['a notice to the public', '《云岭市人民政府关于禁止燃放烟花的通告》第二条', ['云岭市人民政府关于禁止燃放烟花的通告 2']],
    ['a title that a conversion emptied', '根据《最高人民法院》第一条第一款', ['? 1 1/']],
    ['its number', '依照法释〔2099〕9号第五条', ['? 5']],
    [
      'its number, given with the name before',
      '《最高人民法院关于月球案件的规定》（法释〔2099〕9号）第二条，法释〔2099〕9号第五条',
      ['最高人民法院关于月球案件的规定 2', '最高人民法院关于月球案件的规定 5'],
    ],
    ['a part of a code, without marks', '民法典合同编第五百零九条', ['〇民法典 509']],
    [
      'an interpretation of a part of a code',
      '民法典担保制度解释第十条、《民法典》时间效力规定第一条，行政诉讼法适用解释第五条',
      ['? 10', '? 1', '? 5'],
    ],
    ['an interpretation by its common name', '民间借贷司法解释第二十五条', ['? 25']],
    ['with a note of the version', '《道路运输条例》（2019修正）第六十三条', ['〇道路运输条例 63']],
    ['with a chapter between', '《民法典》第三编第六百七十五条', ['〇民法典 675']],
    ['with a blank between', '《消防法》　第五条', ['〇消防法 5']],
    ['第 missing', '《消防法》六十条', ['〇消防法 60']],
    ['第 missing, without marks', '依据行政处罚法五十三条、刑法264条', ['〇行政处罚法 53', '〇刑法 264']],
    ['第 doubled', '《消防法》第第六十条', ['〇消防法 60']],
    ['a title that lost its last word', '《治安管理处罚》第九条', ['〇治安管理处罚法 9']],
  ])('%s', (_, text, expected) => {
    expect(cited(text)).toEqual(expected)
  })

  it('keeps what is written where it differs', () => {
    expect(readLegalText('《消防法》第五条').citations[0]).toMatchObject({ law: '中华人民共和国消防法', law_raw: '消防法' })
    expect(readLegalText('《中华人民共和国消防法》第五条').citations[0]).not.toHaveProperty('law_raw')
  })

  it('takes names of the registry', () => {
    const names = nationalLaws([
      { name: '中华人民共和国月球法', aliases: ['月球法', '探月法'] },
      { name: '最高人民法院关于月球的解释', aliases: ['月球解释'] },
    ])
    expect(cited('《探月法》第一条、月球法第二条', names)).toEqual(['〇月球法 1', '〇月球法 2'])
    expect(names.has('月球解释')).toBe(false)
  })
})

describe('the place in a law', () => {
  it.each([
    ['article, paragraph, item', '《消防法》第六十条第一款第（五）项', ['〇消防法 60 1/5']],
    ['Arabic and full-width', '《消防法》第６０条第1款第(5)项', ['〇消防法 60 1/5']],
    ['之一', '刑法第一百三十三条之一第一款第（二）项', ['〇刑法 133.1 1/2']],
    ['a list of articles', '《消防法》第五条、第六条和第七条', ['〇消防法 5', '〇消防法 6', '〇消防法 7']],
    ['articles sharing a word', '《消防法》第二十六、二十七条', ['〇消防法 26', '〇消防法 27']],
    ['第 dropped in a list', '消防法第五条、九条第二款', ['〇消防法 5', '〇消防法 9 2/']],
    ['paragraphs sharing a word', '《消防法》第六十条第一、三款', ['〇消防法 60 1/', '〇消防法 60 3/']],
    ['paragraphs apart', '《消防法》第六十条第一款、第三款', ['〇消防法 60 1/', '〇消防法 60 3/']],
    ['items side by side', '《消防法》第六十条第一款第（一）（二）项', ['〇消防法 60 1/1', '〇消防法 60 1/2']],
    ['items inherit their paragraph', '《消防法》第六十条第一款第一项、第三项', ['〇消防法 60 1/1', '〇消防法 60 1/3']],
    ['separators lost', '《消防法》第六十条第一款第三款第七条', ['〇消防法 60 1/', '〇消防法 60 3/', '〇消防法 7']],
    ['a paragraph in brackets', '《消防法》第六十条第（三）款', ['〇消防法 60 3/']],
    ['a paragraph after an item', '《消防法》第六十条第一款第一项、第二款', ['〇消防法 60 1/1', '〇消防法 60 2/']],
    ['a range gives its ends', '《消防法》第五条至第九条', ['〇消防法 5', '〇消防法 9']],
    ['该条', '《消防法》第六十条第一款及该条第三款', ['〇消防法 60 1/', '〇消防法 60 3/']],
    ['items of the third level are passed over', '《消防法》第六十条第一款第一项第2目', ['〇消防法 60 1/1']],
    ['a line break inside', '《消防法》第一百一十\n二条第 一 款', ['〇消防法 112 1/']],
    ['letters for digits', '《消防法》第1O条第l款', ['〇消防法 10 1/']],
    ['a dash for 一', '《消防法》第十条第-款', ['〇消防法 10 1/']],
    ['笫', '《消防法》笫十条', ['〇消防法 10']],
    ['条 left out', '《刑法》第二百七十九第二款，第六十七第三款，第六十九之规定', ['〇刑法 279 2/', '〇刑法 67 3/', '〇刑法 69']],
    ['款 left out once', '《消防法》第六十条第一第三款', ['〇消防法 60 1/', '〇消防法 60 3/']],
    ['another law in the list', '《消防法》第五条、《安全生产法》第六条', ['〇消防法 5', '〇安全生产法 6']],
  ])('%s', (_, text, expected) => {
    expect(cited(text)).toEqual(expected)
  })

  it('gives each piece as it stands', () => {
    expect(raws('依据《消防法》第六十条第一款第一项、第二、三款')).toEqual(['《消防法》第六十条第一款第一项', '第二、三款', '第二、三款'])
  })
})

describe('words that point back', () => {
  it.each([
    ['a chapter without marks', '不符合刑法分则第九章第三百九十八条的规定', ['〇刑法 398']],
    ['该法', '《消防法》怎样规定？该法第五条说得明白。', ['〇消防法 5']],
    ['本法in a quoted article', '《消防法》第六十条规定，依照刑法第九条处理，违反本法第五条的', ['〇消防法 60', '〇刑法 9', '〇消防法 5']],
    ['该条例', '《云岭省养犬条例》第三条，该条例第九条', ['云岭省养犬条例 3', '云岭省养犬条例 9']],
    ['本条例 without a name', '违反本条例第八条规定的', ['? 8']],
    [
      'the interpretation of a law',
      '《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第二条，民诉法解释第五条',
      ['最高人民法院关于适用《〇民事诉讼法》的解释 2', '最高人民法院关于适用《〇民事诉讼法》的解释 5'],
    ],
    ['the interpretation of a law, named nowhere', '民诉法解释第五条', ['? 5']],
    [
      'a short name in marks',
      '《云岭省养犬管理条例》（以下简称《养犬条例》）第三条，《养犬条例》第九条',
      ['云岭省养犬管理条例 3', '云岭省养犬管理条例 9'],
    ],
    ['a short name without marks', '《云岭省养犬管理条例》（下称“犬例”），依照犬例第九条', ['云岭省养犬管理条例 9']],
    ['a word of kind', '《云岭省养犬管理条例》第三条，《条例》第九条', ['云岭省养犬管理条例 3', '云岭省养犬管理条例 9']],
    ['a word of kind with nothing before', '《条例》第九条', ['? 9']],
    ['an article with no name', '（七）违反第十七条规定的', ['? 17']],
    [
      'its implementing rules',
      '违反《烟草专卖法》，依该法第三十二条、其实施条例第五十七条',
      ['〇烟草专卖法 32', '〇烟草专卖法实施条例 57'],
    ],
    ['and its implementing rules', '《烟草专卖法》及其实施条例第五十七条', ['〇烟草专卖法实施条例 57']],
    ['the rules of a regulation', '《云岭省养犬条例》第三条及其实施细则第八条', ['云岭省养犬条例 3', '云岭省养犬条例实施细则 8']],
    [
      'the rules of the law named last',
      '《烟草专卖法实施条例》第三条，《电力法》及其实施条例第五条',
      ['〇烟草专卖法实施条例 3', '〇电力法实施条例 5'],
    ],
    ['rules in marks by their kind', '《烟草专卖法》第三条、《实施条例》第五十七条', ['〇烟草专卖法 3', '〇烟草专卖法实施条例 57']],
    ['a word of kind without marks', '《云岭省养犬条例》公布后，违反条例第九条', ['云岭省养犬条例 9']],
    ['rules of kind that nobody named', '以及实施细则第十五条', ['? 15']],
    [
      '本法 where two laws are in sight',
      '《消防法》第五条规定：“人人有责，依照《刑法》第九条处理，违反本法第七条的，处罚。”第八条各级政府应当宣传。',
      ['〇消防法 5', '〇刑法 9', '〇消防法 7', '〇消防法 8'],
    ],
    ['the next article of a quoted law', '《消防法》第五条任何人都有义务。第六条各级政府应当宣传。', ['〇消防法 5', '〇消防法 6']],
  ])('%s', (_, text, expected) => {
    expect(cited(text)).toEqual(expected)
  })

  it.each([
    [
      'after a law merely mentioned',
      '依照《税收征收管理法》的规定处理。\n第十条 纳税人应当申报。第十一条 本法自公布之日起施行',
      ['? 10', '? 11'],
    ],
    ['after a law cited in passing', '第九条 违反刑法第二十条的规定的。\n第十条 犯罪嫌疑人有权申请回避', ['? 9', '〇刑法 20', '? 10']],
    ['that calls itself 本法', '第九条 依照《环境影响评价法》的规定处理。\n第十条 违反本法第八条规定的', ['? 9', '? 10', '? 8']],
    [
      'printed behind a law cited in passing',
      '属于行政许可法第十二条规定情形的，予以补偿。\n第十六条 案件可以调解',
      ['〇行政许可法 12', '? 16'],
    ],
    ['before the article cited in passing', '依照刑法第二十条处理。\n第十条 犯罪嫌疑人有权申请回避', ['〇刑法 20', '? 10']],
    ['that a mention leads up to', '《劳动法》规定：第五条 国家采取措施。第六条 国家提倡', ['〇劳动法 5', '〇劳动法 6']],
    ['after a comment in the markup', '《劳动法》<!-- 正文 -->第五条 国家采取措施', ['〇劳动法 5']],
  ])("an article at a statute's head, %s", (_, text, expected) => {
    expect(cited(text)).toEqual(expected)
  })

  it('leaves mentions without an article number alone', () => {
    expect(cited('有前款第二项情形的，依照本条第一款处罚；第二款规定')).toEqual([])
  })
})

describe('what is no law', () => {
  it.each([
    '《房屋买卖合同》第三条约定，第九条约定',
    '《机动车商业保险条款》第九条、第十条第（二）款',
    '根据合同第五条，乙方应当付款',
    '《远山有限公司员工手册》第二十条',
    '《云岭大学学生违纪处分办法》第九条',
    '双方签订协议，第三条约定甲方付款',
    '他写下第三条理由，走上第二条路',
    '《混凝土验收标准》第3.2.1条',
  ])('%s', (text) => {
    expect(cited(text)).toEqual([])
  })
})

describe('a law named without an article', () => {
  it('is a mention', () => {
    expect(named('根据《药品管理法》及《药品进口管理办法》第三十二条')).toEqual(['〇药品管理法'])
    expect(named('违反行政处罚法的规定')).toEqual(['〇行政处罚法'])
    expect(named('依据《行政强制法》第四章规定')).toEqual(['〇行政强制法'])
  })

  it('is not what a longer word holds, nor a notice, nor a contract', () => {
    expect(named('劳动合同法实施条例的规定')).toEqual(['〇劳动合同法实施条例'])
    expect(named('违反土地管理法规；公司法人')).toEqual([])
    expect(named('《催款通知》《房屋租赁合同》《人民日报》')).toEqual([])
  })
})
