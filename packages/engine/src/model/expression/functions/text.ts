import { apply } from '../../value.ts'
import { type FunctionRule, scalar } from './rule.ts'

export const textFunctions: Readonly<Record<string, FunctionRule>> = {
  length: scalar('length(text)', ['text'], 'int', ["length('行政处罚')", '4']),
  substr: scalar('substr(text, from, count)', ['text', 'int', 'int'], 'text', ["substr('行政处罚', 3, 2)", '处罚'], { optional: 1 }),
  trim: scalar('trim(text)', ['text'], 'text', ["trim('  a ')", 'a']),
  upper: scalar('upper(text)', ['text'], 'text', ["upper('aB')", 'AB']),
  lower: scalar('lower(text)', ['text'], 'text', ["lower('aB')", 'ab']),
  replace: scalar("replace(text, 'old', 'new')", ['text', 'text', 'text'], 'text', ["replace('一二一', '一', '三')", '三二三']),
  concat: scalar('concat(a, b, …)', ['text'], 'text', ["concat('a', NULL, 'b')", 'ab'], { more: 'text' }),
  starts_with: scalar("starts_with(text, 'beginning')", ['text', 'text'], 'bool', ["starts_with('行政处罚', '行政')", 'true']),
  ends_with: scalar("ends_with(text, 'end')", ['text', 'text'], 'bool', ["ends_with('行政处罚', '处罚')", 'true']),
  contains: scalar("contains(text, 'part')", ['text', 'text'], 'bool', ["contains('行政处罚', '政处')", 'true']),
  has_any: scalar("has_any(text, $terms, 'term', …)", ['text', 'texts'], 'bool', ["has_any('当场交付现金', '转账', '现金')", 'true'], {
    more: 'texts',
    lower: ([subject, ...terms]) =>
      terms
        .map((term) => apply(term.type === 'text[]' ? 'contains_any' : 'contains', 'bool', subject!, term))
        .reduce((left, right) => apply('or', 'bool', left, right)),
  }),
  terms_in: scalar('terms_in(text, $terms)', ['text', 'text[]'], 'text[]', [
    "text_of(terms_in('当场交付现金', list_of('现金', '转账', '当场')))",
    '当场、现金',
  ]),
  matches: scalar("matches(text, 'pattern')", ['text', 'pattern'], 'bool', ["matches('已于当日改正', '已(立即|于.{1,6})改正')", 'true']),
  extract: scalar("extract(text, 'pattern')", ['text', 'pattern'], 'text', [
    "extract('货值金额3500元', '货值(?:金额)?([0-9.]+)元')",
    '3500',
  ]),
  similarity: scalar('similarity(a, b)', ['text', 'text'], 'decimal', ["similarity('张三丰', '张三风')", '0.666667']),
  likeness: scalar('likeness(a, b)', ['text', 'text'], 'decimal', ["likeness('未按规定报送材料', '未按照规定报送材料')", '0.800000']),
  split: scalar("split(text, ',')", ['text', 'text'], 'text[]', ["text_of(split('甲,乙', ','))", '甲、乙']),
}
