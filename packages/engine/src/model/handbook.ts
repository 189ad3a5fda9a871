import { type Locale, type Messages, say } from '../message.ts'
import { sampleRows } from './expression/functions/rule.ts'
import { functionGroups } from './expression/functions.ts'
import { functionMessages } from './function-messages.ts'
import { handbookMessages } from './handbook-messages.ts'
import { modelMessages } from './messages.ts'
import type { Operator } from './operator.ts'
import { exampleTables } from './operators/example.ts'
import { operators } from './operators.ts'

/** The reference of operators and functions as a page of Markdown, made from their definitions. */
export function handbookPage(locale: Locale): string {
  const all: Messages = { ...handbookMessages, ...functionMessages, ...modelMessages }
  const word = (code: string): string => say(all, { code }, locale)
  const groups = Object.entries(functionGroups).map(([group, functions]) => {
    const rows = Object.entries(functions).map(
      ([
        name,
        {
          form,
          example: [expression, gives],
        },
      ]) => [code(form), word(`function.${name}`), `${code(expression)} → ${code(gives ?? 'NULL')}`],
    )
    return `### ${word(`handbook.group-${group}`)}\n\n${table(['', word('handbook.does'), word('handbook.example')], rows)}`
  })
  const parts = [
    `# ${word('handbook.title')}`,
    word('handbook.lead'),
    `## ${word('handbook.operators')}`,
    word('handbook.tables'),
    ...Object.entries(exampleTables).map(([name, rows]) => rowsTable(name, rows)),
    ...[...operators.values()].map((operator) => operatorPart(operator, word)),
    `## ${word('handbook.functions')}`,
    rowsTable('sample', sampleRows),
    ...groups,
  ]
  return `${parts.join('\n\n')}\n`
}

function operatorPart(operator: Operator, word: (code: string) => string): string {
  const { name, label, params, example } = operator
  const rows = Object.entries(params).map(([param, { kind, optional, choices }]) => [
    code(param),
    [word(`handbook.kind-${kind}`), ...(choices ? [choices.map(code).join(', ')] : [])].join(' '),
    optional ? word('handbook.may-lack') : '',
  ])
  return [
    `### ${code(name)} ${word(label)}`,
    word(`handbook.operator-${name}`),
    table([word('handbook.parameter'), word('handbook.written'), ''], rows),
    `\`\`\`yaml\n- { id: step, ${name}: ${example.written} }\n\`\`\``,
    word('handbook.gives'),
    table(
      example.columns,
      example.gives.map((row) => row.map((cell) => cell ?? 'NULL')),
    ),
  ].join('\n\n')
}

const code = (text: string): string => `\`${text}\``

const rowsTable = (name: string, rows: readonly object[]): string => {
  const columns = Object.keys(rows[0]!)
  const cells = rows.map((row) =>
    Object.values(row).map((cell: unknown) => (cell === null ? 'NULL' : Array.isArray(cell) ? `[${cell.join(', ')}]` : String(cell))),
  )
  return `${code(name)}\n\n${table(columns, cells)}`
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')
