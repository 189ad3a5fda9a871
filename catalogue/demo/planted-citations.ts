import { transport } from './agencies.ts'
import { type Offence, transportOffences } from './law.ts'
import { type Course, lawful } from './penalty.ts'
import type { Party } from './people.ts'
import type { Expectation, Planted } from './planted.ts'
import { random } from './random.ts'

/** Decisions of the transport bureau that cite law which is not there, no longer in force, or without an article. All are paid. */
const MODEL = 'transport-nonlit-enforcement'
/** The check of every field's citations calls the same faults by their names. */
const CHECK = 'law-citation-check'
const CHECKED: Readonly<Record<string, string>> = {
  R3a: 'article-does-not-exist',
  R3b: 'repealed',
  R3e: 'no-article-number',
  unlisted: 'unknown-instrument',
}

export function plantedCitations(party: () => Party): Planted[] {
  const r = random('planted citations')
  const by = (word: string): Offence => transportOffences.find((offence) => offence.what.includes(word))!
  const cite = (
    decided: string,
    offence: Offence,
    basis: string,
    expect: readonly Omit<Expectation, 'model'>[],
    course: Course = {},
  ): Planted => ({
    penalty: lawful(r, transport, party(), offence, decided, { ...course, basis }),
    expect: expect.flatMap((e) => [
      { model: MODEL, ...e },
      { ...e, model: CHECK, rule: CHECKED[e.why.includes('未收录') ? 'unlisted' : e.rule]! },
    ]),
  })
  const clue = (rule: string, why: string) => ({ rule, expected: 'clue', why }) as const
  const none = (rule: string, why: string) => ({ rule, expected: 'none', why }) as const
  return [
    cite('2025-03-05', by('普通货物'), '《中华人民共和国道路运输条例》第一百零三条', [clue('R3a', '该条例没有第一百零三条')]),
    cite('2025-09-10', by('超限行驶'), '《公路安全保护条例》第八十八条', [clue('R3a', '该条例共七十七条')]),
    cite('2026-06-10', by('挖掘公路'), '《中华人民共和国公路法》第九十五条第一款', [clue('R3a', '该法没有第九十五条')]),
    cite('2026-04-15', by('班次'), '《云岑县客运市场管理暂行规定》第十二条', [clue('R3a', '未收录的文件，待核')]),
    cite('2026-05-13', by('转让、出租'), '当事人违反《车辆挂靠经营合同》第五条的约定，依据《道路运输条例》第六十六条', [
      none('R3a', '合同条款不是法律'),
      none('R3a', '合同也不是未收录的法规'),
      none('R3e', '所引条例有条号'),
    ]),
    cite('2025-10-22', by('货物运输经营'), '《中华人民共和国道路运输条例》第八十八条', [none('R3a', '该处罚已撤销')], {
      status: '撤销',
      changes: [{ kind: '撤销', on: '2025-12-03', fine: null }],
    }),
    cite(
      '2026-09-16',
      by('散装物料'),
      '《中华人民共和国大气污染防治法》第一百一十六条',
      [clue('R3b', '行为和决定都在该法废止（2026-08-15）之后')],
      {
        acted: '2026-08-25',
        found: '2026-08-25',
        filed: '2026-08-26',
      },
    ),
    cite('2026-10-14', by('散装物料'), '《大气污染防治法》第一百一十六条', [clue('R3b', '行为和决定都在该法废止之后')], {
      acted: '2026-09-18',
      found: '2026-09-18',
      filed: '2026-09-21',
    }),
    cite('2025-05-21', by('散装物料'), '《中华人民共和国环境噪声污染防治法》第五十七条', [clue('R3b', '该法2022-06-05已废止')]),
    cite('2026-09-09', by('散装物料'), '《中华人民共和国大气污染防治法》第一百一十六条', [none('R3b', '行为在废止之前')], {
      acted: '2026-08-03',
      found: '2026-08-03',
      filed: '2026-08-04',
    }),
    cite('2026-07-22', by('散装物料'), '《中华人民共和国大气污染防治法》第一百一十六条', [none('R3b', '决定时仍有效')]),
    cite('2025-08-06', by('客运经营'), '《中华人民共和国道路运输条例》的有关规定', [clue('R3e', '没有引条号')]),
    cite('2025-11-19', by('超限行驶'), '依据《公路安全保护条例》', [clue('R3e', '没有引条号')]),
    cite('2026-03-11', by('掉落、遗洒'), '《公路法》', [clue('R3e', '没有引条号')]),
    cite('2026-03-25', by('挖掘公路'), '《公路法》第76条', [none('R3e', '条号写作阿拉伯数字')]),
    cite('2026-01-21', by('从业资格'), '《中华人民共和国道路运输条例》（2023年修订）第六十四条', [
      none('R3a', '版本写在括号里'),
      none('R3e', '有条号'),
    ]),
    ...read(cite, by),
  ]
}

/** What only reading tells: an old number, another matter, a fine outside the range. */
function read(
  cite: (decided: string, offence: Offence, basis: string, expect: readonly Omit<Expectation, 'model'>[], course?: Course) => Planted,
  by: (word: string) => Offence,
): Planted[] {
  const both = (
    transportRule: string,
    checkRule: string,
    expected: 'clue' | 'none',
    why: string,
    ...[decided, offence, basis, course]: [decided: string, offence: Offence, basis: string, course?: Course]
  ): Planted => {
    const { penalty } = cite(decided, offence, basis, [], course)
    return {
      penalty,
      expect: [
        ...(transportRule ? [{ model: MODEL, rule: transportRule, expected, why }] : []),
        { model: CHECK, rule: checkRule, expected, why },
      ],
    }
  }
  const road = '《中华人民共和国道路运输条例》'
  const lighter = '《中华人民共和国行政处罚法》'
  return [
    both('R3d', 'amount-out-of-range', 'clue', '普通货运无证的罚款不少于三千元', '2026-02-11', by('普通货物'), `${road}第六十三条第一项`, {
      fine: 1_500,
    }),
    both('R3d', 'amount-out-of-range', 'none', '恰为下限', '2026-02-25', by('普通货物'), `${road}第六十三条第一项`, { fine: 3_000 }),
    both('R3c', 'subject-foreign', 'clue', '占用、挖掘公路而引从业资格的条文', '2026-04-08', by('挖掘公路'), `${road}第六十四条`, {
      fine: 1_000,
    }),
    both('R3c', 'subject-foreign', 'none', '所引正是该行为', '2026-04-08', by('挖掘公路'), '《公路法》第七十六条', { fine: 4_000 }),
    both(
      '',
      'renumbered',
      'clue',
      '从轻的条文2021年修订后是第三十二条',
      '2026-07-08',
      by('从业资格'),
      `${road}第六十四条；从轻处罚依据${lighter}第二十七条第一款`,
    ),
    both('', 'renumbered', 'none', '引的是新条号', '2026-07-15', by('从业资格'), `${road}第六十四条；从轻处罚依据${lighter}第三十二条`),
    both(
      'R3b',
      'not-yet-in-force',
      'clue',
      '该法典2026-08-15才施行',
      '2026-05-20',
      by('散装物料'),
      '《中华人民共和国生态环境法典》第一百条',
    ),
    both(
      'R3b',
      'not-yet-in-force',
      'none',
      '行为和决定都在施行之后',
      '2026-10-14',
      by('散装物料'),
      '《中华人民共和国生态环境法典》第一百条',
      {
        acted: '2026-09-15',
        found: '2026-09-15',
        filed: '2026-09-16',
      },
    ),
  ]
}
