import { expect, test } from 'vitest'
import { blocksOf } from './markdown.ts'

test('a README is read as headings, paragraphs, lists and tables', () => {
  const blocks = blocksOf('# 模型\n\n一段\n换行的话。\n\n- 甲 **重要**\n- 乙\n  续行\n\n| 规则 | 说明 |\n| --- | --- |\n| R1a | `late` |\n')
  expect(blocks.map((block) => block.kind)).toEqual(['heading', 'paragraph', 'list', 'table'])
  expect(blocks[1]).toEqual({ kind: 'paragraph', inlines: [{ kind: 'text', text: '一段换行的话。' }] })
  expect(blocks[2]).toMatchObject({ ordered: false, items: [[{ text: '甲 ' }, { kind: 'strong', text: '重要' }], [{ text: '乙续行' }]] })
  expect(blocks[3]).toMatchObject({ rows: [[[{ text: 'R1a' }], [{ kind: 'code', text: 'late' }]]] })
})

test('an unfinished code fence ends with the text', () => {
  expect(blocksOf('```\na\nb')).toEqual([{ kind: 'code', text: 'a\nb' }])
})
