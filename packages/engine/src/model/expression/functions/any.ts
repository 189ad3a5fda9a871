import { type FunctionRule, scalar } from './rule.ts'

export const anyFunctions: Readonly<Record<string, FunctionRule>> = {
  coalesce: scalar('coalesce(a, b, …)', ['same'], 'same', ["coalesce(NULL, '无')", '无'], { more: 'same' }),
  nullif: scalar('nullif(a, b)', ['same', 'same'], 'same', ['nullif(3, 3)', null]),
  greatest: scalar('greatest(a, b, …)', ['same'], 'same', ['greatest(3, NULL, 7)', '7'], { more: 'same' }),
  least: scalar('least(a, b, …)', ['same'], 'same', ['least(3, NULL, 7)', '3'], { more: 'same' }),
  unread: scalar('unread(column)', ['any'], 'bool', ['unread(n)', 'false']),
  has_input: scalar("has_input('dataset')", ['text'], 'bool', ["has_input('sample')", 'true']),
  has_field: scalar("has_field('dataset', 'field')", ['text', 'text'], 'bool', ["has_field('sample', 'n')", 'true']),
}
