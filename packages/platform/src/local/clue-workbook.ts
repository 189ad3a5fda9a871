import { say } from '@xiezhi/engine/message'
import ExcelJS from 'exceljs'
import type { ToldRule } from '../models/alike-rules.ts'
import { sayNeed } from '../models/show.ts'
import { localMessages } from './messages.ts'
import type { ScanReport } from './scan.ts'
import { toldRules } from './told-rules.ts'

const text = (code: string): string => say(localMessages, { code })

/** An exclusion that was not tested, with what it would have needed. */
export const exclusionText = ({ title, lacks }: ToldRule['untestedExclusions'][number]): string =>
  lacks.length === 0 ? title : say(localMessages, { code: 'scan.untested-one', values: { title, lacks: lacks.join('、') } })

/**
 * Clues as a workbook: one sheet of clues, one of the rows behind them, one of what became of each rule, one for each indicator. Every
 * cell is written as text or number, never as a formula.
 */
export async function writeClueWorkbook(
  path: string,
  { catalogue, clues, runs }: Pick<ScanReport, 'catalogue' | 'clues' | 'runs'>,
): Promise<void> {
  const titles = new Map(runs.map(({ model }) => [model.id, model.checked.title]))
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false })
  const sheet = book.addWorksheet(text('workbook.clues'), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [
    ['workbook.severity', 8],
    ['workbook.score', 8],
    ['workbook.model', 30],
    ['workbook.rule', 10],
    ['workbook.title', 44],
    ['workbook.subject', 26],
    ['workbook.party', 20],
    ['workbook.party-id', 22],
    ['workbook.due', 13],
    ['workbook.overdue', 10],
    ['workbook.amount', 14],
    ['workbook.grade', 8],
    ['workbook.basis', 30],
    ['workbook.reason', 90],
    ['workbook.untested', 20],
    ['workbook.as-of', 13],
    ['workbook.id', 66],
  ].map(([code, width]) => ({ header: text(String(code)), width: Number(width) }))
  sheet.getRow(1).font = { bold: true }
  for (const clue of clues) {
    sheet
      .addRow([
        text(`severity.${clue.severity}`),
        clue.score,
        titles.get(clue.model) ?? clue.model,
        clue.rule,
        clue.title,
        clue.subject.name,
        clue.party?.name ?? '',
        clue.party?.id ?? '',
        clue.dueDate ?? '',
        clue.daysOverdue ?? '',
        clue.amount === null ? '' : Number(clue.amount),
        clue.grade,
        clue.basis.map(({ law, article }) => `${law}#${article}`).join('；'),
        clue.reason,
        clue.exclusions
          .filter(({ result }) => result === 'untested')
          .map(({ title, lacks = [] }) => exclusionText({ title, lacks: lacks.map((need) => sayNeed(catalogue, need, 'zh-CN')) }))
          .join('、'),
        clue.asOf,
        clue.clueId,
      ])
      .commit()
  }
  sheet.commit()
  const evidence = book.addWorksheet(text('workbook.evidence'), { views: [{ state: 'frozen', ySplit: 1 }] })
  evidence.columns = [
    ['workbook.id', 66],
    ['workbook.dataset', 20],
    ['workbook.file', 40],
    ['workbook.sheet', 14],
    ['workbook.row', 8],
    ['workbook.hash', 66],
    ['workbook.fields', 100],
  ].map(([code, width]) => ({ header: text(String(code)), width: Number(width) }))
  evidence.getRow(1).font = { bold: true }
  const labels = new Map(
    Array.from(catalogue.schemas, ([dataset, { columns }]) => [dataset, new Map(columns.map(({ name, label }) => [name, label]))]),
  )
  for (const clue of clues)
    for (const row of clue.evidence)
      evidence
        .addRow([
          clue.clueId,
          catalogue.schemas.get(row.dataset)?.label ?? row.dataset,
          row.file,
          row.sheet ?? '',
          row.rowNo,
          row.rowHash,
          Object.entries(row.fields)
            .map(
              ([name, value]) =>
                `${labels.get(row.dataset)?.get(name) || name}=${typeof value === 'boolean' ? text(value ? 'workbook.yes' : 'workbook.no') : value}`,
            )
            .join('；'),
        ])
        .commit()
  evidence.commit()
  writeRules(book, { catalogue, runs })
  const indicators = runs.flatMap(({ model, outcome }) =>
    [...outcome.indicators, ...outcome.checks].map((indicator) => ({ model: model.checked.title, indicator })),
  )
  for (const [index, { model, indicator }] of indicators.entries()) {
    const figures = book.addWorksheet(`${text(indicator.figures.length > 0 ? 'workbook.indicators' : 'workbook.checks')}${index + 1}`, {
      views: [{ state: 'frozen', ySplit: 2 }],
    })
    figures.addRow([`${indicator.rule} ${indicator.title}（${model}）`]).commit()
    figures.addRow([...indicator.dimensions, ...indicator.figures].map(({ label }) => label)).commit()
    for (const row of indicator.rows)
      figures
        .addRow([...Object.values(row.key), ...Object.values(row.figures).map((value) => (value === null ? null : Number(value)))])
        .commit()
    figures.commit()
  }
  await book.commit()
}

/** What became of every rule: whoever reads the clues must see what was not asked at all, and for want of what. */
function writeRules(book: ExcelJS.stream.xlsx.WorkbookWriter, { catalogue, runs }: Pick<ScanReport, 'catalogue' | 'runs'>): void {
  const sheet = book.addWorksheet(text('workbook.rules'), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [
    ['workbook.model', 36],
    ['workbook.rule', 10],
    ['workbook.rule-title', 40],
    ['workbook.state', 10],
    ['workbook.lacks', 50],
    ['workbook.count', 8],
    ['workbook.excluded', 50],
    ['workbook.untested-needs', 60],
    ['workbook.not-tested', 14],
    ['workbook.unread', 40],
    ['workbook.by-name', 14],
  ].map(([code, width]) => ({ header: text(String(code)), width: Number(width) }))
  sheet.getRow(1).font = { bold: true }
  for (const { model, outcome } of runs)
    for (const rule of toldRules(catalogue, model, outcome))
      sheet
        .addRow([
          model.checked.title,
          rule.rule,
          rule.title,
          text(`workbook.${rule.state}`),
          rule.lacks.join('、'),
          rule.clues,
          rule.excluded.map(({ title, count }) => `${title} ${count}`).join('；'),
          rule.untestedExclusions.map(exclusionText).join('；'),
          rule.notTested,
          rule.unread.map(({ what, rows }) => `${what} ${rows}`).join('；'),
          rule.byNameOnly,
        ])
        .commit()
  sheet.commit()
}
