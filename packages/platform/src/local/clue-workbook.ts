import type { Clue } from '@xiezhi/engine/clue/clue'
import { say } from '@xiezhi/engine/message'
import ExcelJS from 'exceljs'
import type { IndicatorTable } from '../indicators/read.ts'
import { localMessages } from './messages.ts'

const text = (code: string): string => say(localMessages, { code })

/**
 * Clues as a workbook: one sheet of clues, one of the rows behind them, one for each indicator. Every cell is written as text or
 * number, never as a formula.
 */
export async function writeClueWorkbook(
  path: string,
  clues: readonly Clue[],
  indicators: readonly { readonly model: string; readonly indicator: IndicatorTable }[] = [],
): Promise<void> {
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
        clue.model,
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
          .map(({ title }) => title)
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
  for (const clue of clues)
    for (const row of clue.evidence)
      evidence
        .addRow([
          clue.clueId,
          row.dataset,
          row.file,
          row.sheet ?? '',
          row.rowNo,
          row.rowHash,
          Object.entries(row.fields)
            .map(([name, value]) => `${name}=${value}`)
            .join('；'),
        ])
        .commit()
  evidence.commit()
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
