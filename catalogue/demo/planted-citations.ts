import { transport } from './agencies.ts'
import { type Offence, transportOffences } from './law.ts'
import { type Course, lawful } from './penalty.ts'
import type { Party } from './people.ts'
import type { Expectation, Planted } from './planted.ts'
import { random } from './random.ts'

/** Decisions of the transport bureau that cite law which is not there, no longer in force, or without an article. All are paid. */
const MODEL = 'transport-nonlit-enforcement'

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
    expect: expect.map((e) => ({ model: MODEL, ...e })),
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
  ]
}
