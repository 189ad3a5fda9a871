import { type FunctionRule, scalar } from './rule.ts'

export const listFunctions: Readonly<Record<string, FunctionRule>> = {
  list_contains: scalar('list_contains(list, text)', ['text[]', 'text'], 'bool', [
    "list_contains(list_of('罚款', '警告'), '警告')",
    'true',
  ]),
  list_length: scalar('list_length(list)', ['text[]'], 'int', ["list_length(list_of('罚款', '警告'))", '2']),
  list_overlaps: scalar('list_overlaps(list, list)', ['text[]', 'text[]'], 'bool', [
    "list_overlaps(list_of('罚款', '警告'), list_of('警告'))",
    'true',
  ]),
  list_shared: scalar('list_shared(list, list)', ['text[]', 'text[]'], 'text[]', [
    "text_of(list_shared(list_of('罚款', '警告', '没收'), list_of('没收', '警告')))",
    '没收、警告',
  ]),
  list_element: scalar('list_element(list, n)', ['text[]', 'int'], 'text', ["list_element(list_of('甲', '乙'), 2)", '乙']),
  list_of: scalar('list_of(text, …)', ['text'], 'text[]', ["text_of(list_of('甲', NULL, '乙'))", '甲、乙'], { more: 'text' }),
  text_of: scalar('text_of(value)', ['any'], 'text', ["text_of(DATE '2024-01-05')", '2024-01-05']),
  int_of: scalar('int_of(text)', ['text'], 'int', ["int_of(' 12 ')", '12']),
  decimal_of: scalar('decimal_of(text)', ['text'], 'decimal', ["decimal_of('12.50')", '12.50']),
}
