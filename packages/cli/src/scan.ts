import { existsSync, writeFileSync } from 'node:fs'
import {
  type Clue,
  chinaToday,
  clueJson,
  dataMessages,
  documentMessages,
  exclusionText,
  explainMessages,
  lawMessages,
  localMessages,
  modelMessages,
  type ScanReport,
  say,
  scanFiles,
  toldRules,
  writeClueWorkbook,
} from '@xiezhi/platform/local'
import type { Command } from 'commander'

const messages = { ...explainMessages, ...localMessages, ...dataMessages, ...documentMessages, ...lawMessages, ...modelMessages }
const text = (code: string, values: Record<string, string | number> = {}): string => say(messages, { code, values })
const note = (line: string): void => void process.stderr.write(`${line}\n`)

interface Options {
  readonly asOf?: string
  readonly model?: readonly string[]
  readonly format: 'table' | 'jsonl' | 'xlsx'
  readonly out?: string
  readonly law?: string
  readonly division?: string
  readonly param?: readonly string[]
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** `xiezhi scan`: from agencies' files to clues, with no server and nothing kept. */
export const register = (program: Command): void => {
  program
    .command('scan')
    .description(text('scan.command'))
    .argument('<path...>', text('scan.paths'))
    .option('--as-of <day>', text('scan.option-as-of'))
    .option('--model <id>', text('scan.option-model'), collect)
    .option('--format <format>', text('scan.option-format'), 'table')
    .option('--out <file>', text('scan.option-out'))
    .option('--law <folder>', text('scan.option-law'))
    .option('--division <code>', text('scan.option-division'))
    .option('--param <model.name=value>', text('scan.option-param'), collect)
    .action(async (paths: string[], options: Options) => {
      const absent = paths.find((path) => !existsSync(path))
      if (absent !== undefined) return misused(text('scan.no-path', { path: absent }))
      const given = readOptions(options)
      if (typeof given === 'string') return misused(given)
      const report = await scanFiles(paths, { today: chinaToday(), ...given })
      if (report.mistakes.length > 0) return misused(report.mistakes.map((mistake) => say(messages, mistake)).join('\n'))
      const refusedTexts = tellLaw(report)
      const refused = tellFiles(report) || refusedTexts
      tellRuns(report)
      await print(report, options)
      if (refused) process.exitCode = 2
    })
}

const misused = (message: string): void => {
  note(message)
  process.exitCode = 1
}

function readOptions(options: Options) {
  if (options.asOf !== undefined && !isDay(options.asOf)) return text('scan.day-form', { text: options.asOf })
  if (!['table', 'jsonl', 'xlsx'].includes(options.format)) return `--format: table | jsonl | xlsx`
  if (options.format === 'xlsx' && !options.out) return text('scan.out-needed')
  const parameters: Record<string, string> = {}
  for (const item of options.param ?? []) {
    const [, name, value] = /^([\w-]+\.\w+)=(.*)$/s.exec(item) ?? []
    if (name === undefined || value === undefined) return text('scan.parameter-form', { text: item })
    parameters[name] = value
  }
  return {
    ...(options.asOf && { asOf: options.asOf }),
    ...(options.model && { models: options.model }),
    ...(options.law !== undefined && { law: options.law }),
    ...(options.division && { division: options.division }),
    parameters,
  }
}

const isDay = (value: string): boolean => {
  const day = new Date(`${value}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === value
}

/** Which statute texts were read, which of them citations are not checked by and why; true when a text was refused. */
function tellLaw({ law }: ScanReport): boolean {
  if (!law) return false
  note(text('law.loaded', { folder: law.folder, ...law.counts }))
  for (const { reason, count } of law.aside) note(text('law.aside', { count, reason: say(messages, reason) }))
  if (law.withoutArticles.length > 0) note(text('law.without-articles', { count: law.withoutArticles.length }))
  for (const { file, reason } of law.refused) note(text('law.refused', { file, reason: say(messages, reason) }))
  return law.refused.length > 0
}

/** What each file was taken for, and what was refused and why; true when anything was. */
function tellFiles({ files, catalogue }: ScanReport): boolean {
  let refused = false
  if (files.length === 0) note(text('scan.no-files'))
  for (const { path, result } of files) {
    note(text('scan.file', { file: path }))
    if (result.refusal) {
      refused = true
      note(text('scan.refused-file', { reason: say(messages, result.refusal) }))
    }
    for (const { dataset, inspection, counts, findingCounts } of result.parts) {
      const part = inspection.sheet === null ? '' : `[${inspection.sheet}] `
      if (dataset === null) note(text('scan.unknown', { part, rows: counts.rows }))
      else note(text('scan.part', { part, dataset, title: catalogue.standards.get(dataset)?.label ?? dataset, ...counts }))
      refused ||= counts.refused > 0
      const example = new Map(inspection.findings.map(({ code, message }) => [code, message]))
      for (const { level, code, count } of findingCounts)
        if (level !== 'I') note(text('scan.finding', { level: text(`scan.level.${level}`), title: example.get(code) ?? code, count }))
    }
  }
  return refused
}

/** Of why a model found nothing, so much; its run on a server tells all. */
const mostReasons = 3

function tellRuns({ catalogue, runs, asOf, asOfGiven, beyond, clues }: ScanReport): void {
  note(text(asOfGiven ? 'scan.as-of-given' : 'scan.as-of-found', { asOf }))
  const later = runs.flatMap(({ outcome }) => outcome.rules).reduce((sum, rule) => sum + rule.later, 0)
  if (beyond !== null) note(text('scan.beyond', { asOf, until: beyond, count: later }))
  for (const { model, outcome, explained } of runs) {
    note(text('scan.model', { title: model.checked.title, model: model.id, version: model.checked.version }))
    for (const rule of toldRules(catalogue, model, outcome)) {
      const of = { rule: rule.rule, title: rule.title }
      if (rule.state === 'skipped') {
        note(text('scan.skipped', { ...of, lacks: rule.lacks.join('、') }))
        continue
      }
      const more = [
        rule.excluded.length > 0
          ? text('scan.excluded', { list: rule.excluded.map(({ title, count }) => `${title} ${count}`).join('、') })
          : '',
        rule.untestedExclusions.length > 0 ? text('scan.untested', { list: rule.untestedExclusions.map(exclusionText).join('、') }) : '',
        rule.later > 0 ? text('scan.later', { count: rule.later }) : '',
        rule.notTested > 0 ? text('scan.not-tested', { count: rule.notTested }) : '',
        rule.unread.length > 0 ? text('scan.unread', { list: rule.unread.map(({ what, rows }) => `${what} ${rows}`).join('、') }) : '',
        rule.byNameOnly > 0 ? text('scan.by-name', { count: rule.byNameOnly }) : '',
      ]
      note(text('scan.ran', { ...of, clues: rule.clues, more: more.join('') }))
    }
    const reasons = explained.flatMap(({ rule, lines }) => lines.map((line) => ({ rule, line: say(messages, line) })))
    const said = new Set(reasons.map(({ rule, line }) => text('scan.why', { rule, line })))
    for (const line of [...said].slice(0, mostReasons)) note(line)
    for (const indicator of outcome.indicators) tellIndicator(indicator)
  }
  const of = (severity: Clue['severity']): number => clues.filter((clue) => clue.severity === severity).length
  note(text('scan.total', { count: clues.length, high: of('high'), medium: of('medium'), low: of('low'), list: of('list') }))
}

/** Figures go with what is said of the run, never among the clues: standard output is one object a clue. */
function tellIndicator({ rule, title, dimensions, figures, rows }: ScanReport['runs'][number]['outcome']['indicators'][number]): void {
  note(text('scan.indicator', { rule, title, count: rows.length }))
  const shown = rows
    .slice(0, mostFigures)
    .map(({ key, figures: values }) => Object.values({ ...key, ...values }).map((value) => value ?? ''))
  if (shown.length > 0) note(aligned([[...dimensions, ...figures].map(({ label }) => label), ...shown], '    '))
  if (rows.length > mostFigures) note(text('scan.indicator-more', { count: rows.length - mostFigures }))
}

const mostFigures = 40

async function print(report: ScanReport, { format, out }: Options): Promise<void> {
  const { clues } = report
  if (format === 'xlsx' && out) await writeClueWorkbook(out, report)
  else {
    const output = format === 'jsonl' ? clues.map((clue) => `${JSON.stringify(clueJson(clue))}\n`).join('') : table(clues)
    if (out) writeFileSync(out, output)
    else if (!process.stdout.write(output)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
  if (out) note(text('scan.written', { path: out }))
}

/** A table for a terminal, where a Chinese character is two columns wide. */
function table(clues: readonly Clue[]): string {
  const rows = [
    [
      'workbook.severity',
      'workbook.score',
      'workbook.rule',
      'workbook.subject',
      'workbook.party',
      'workbook.due',
      'workbook.overdue',
      'workbook.amount',
      'workbook.reason',
    ].map((code) => text(code)),
    ...clues.map((clue) => [
      text(`severity.${clue.severity}`),
      String(clue.score),
      clue.rule,
      clue.subject.name,
      clue.party?.name ?? '',
      clue.dueDate ?? '',
      clue.daysOverdue === null ? '' : String(clue.daysOverdue),
      clue.amount ?? '',
      clue.reason,
    ]),
  ]
  return clues.length === 0 ? '' : `${aligned(rows)}\n`
}

function aligned(rows: readonly (readonly string[])[], before = ''): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))))
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell + ' '.repeat(widths[column]! - width(cell)))).join('  ')
  return rows.map((row) => before + line(row)).join('\n')
}

const width = (value: string): number => [...value].reduce((sum, letter) => sum + (/[\u1100-\u115f\u2e80-\uffef]/.test(letter) ? 2 : 1), 0)
