import type { StepPreview } from '@xiezhi/platform/contract/workshop'
import { Button, Segmented } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { Loading } from '../ui/Loading.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useWords } from './words.ts'

interface Props {
  readonly preview: StepPreview | undefined
  readonly error: unknown
  readonly waiting: boolean
  readonly onStop: () => void
  /** A row from which a case is to be made. */
  readonly onCase: (table: string, rid: string) => void
  /** What the step reads first: to which the rows that fell out belong. */
  readonly left: string | undefined
  /** Columns that the step has made. */
  readonly fresh: ReadonlySet<string>
}

const shown = (cell: string | number | boolean | null): string => (cell === null ? '' : String(cell))

type Rows = StepPreview['kept']

/** What the step has made comes first; columns in which nothing stands come last. */
function inOrder({ columns, rows }: Rows, fresh: ReadonlySet<string>): Rows {
  const rank = (at: number): number => {
    if (fresh.has(columns[at]?.name ?? '')) return 0
    return rows.some(({ cells }) => cells[at] !== null && cells[at] !== '') ? 1 : 2
  }
  const order = columns.map((_, at) => at).sort((a, b) => rank(a) - rank(b) || a - b)
  return {
    columns: order.flatMap((at) => columns[at] ?? []),
    rows: rows.map(({ rid, cells }) => ({ rid, cells: order.map((at) => cells[at] ?? null) })),
  }
}

/** Rows of a step on real data, masked; and those that fell out at it, with why. */
export const PreviewPanel = ({ preview, error, waiting, onStop, onCase, left, fresh }: Props) => {
  const { t } = useWords()
  const errorText = useErrorText()
  const [which, setWhich] = useState<'kept' | 'fallen'>('kept')
  if (error && !waiting) return <p className="preview-note">{errorText(error)}</p>
  if (!preview)
    return waiting ? (
      <div className="preview-waiting">
        <Loading />
        <Button onClick={onStop}>{t('preview.stop')}</Button>
      </div>
    ) : (
      <p className="preview-note soft">{t('preview.choose')}</p>
    )
  const { fallen, kept, why, counts, step } = preview
  /** One row is reached by Tab; arrows lead to the others. */
  const keys = (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
    const next = rows[rows.findIndex((row) => row.matches(':focus')) + by]
    if (by === 0 || !next) return
    event.preventDefault()
    for (const row of rows) row.tabIndex = row === next ? 0 : -1
    next.focus()
  }
  const rows = counts.find((one) => one.step === step)?.rows ?? 0
  const part = inOrder(which === 'fallen' && fallen ? fallen : kept, fresh)
  const from = which === 'fallen' && fallen ? left : step
  return (
    <div className={waiting ? 'preview refreshing' : 'preview'}>
      <div className="preview-head">
        <Segmented
          aria-label={t('preview.which')}
          value={which === 'fallen' && fallen ? 'fallen' : 'kept'}
          onChange={(value) => setWhich(value === 'fallen' ? 'fallen' : 'kept')}
          options={[
            { value: 'kept', label: t('preview.kept', { shown: formatCount(rows) }) },
            ...(fallen ? [{ value: 'fallen', label: t('preview.fallen', { shown: formatCount(fallen.count) }) }] : []),
          ]}
        />
        <ul className="preview-why">
          {why.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      {part.rows.length === 0 ? (
        <p className="preview-note soft">{t('preview.none')}</p>
      ) : (
        <ScrollTable label={t('preview.table', { step })} className="preview-table">
          <thead>
            <tr>
              <th scope="col">{t('preview.case')}</th>
              {part.columns.map((column) => (
                <th scope="col" key={column.name} title={column.name}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={keys}>
            {part.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a join may be alike
              <tr key={at}>
                <td>
                  {row.rid && from && (
                    <Button
                      size="small"
                      tabIndex={at === 0 ? 0 : -1}
                      onClick={() => onCase(from, row.rid ?? '')}
                      aria-label={t('preview.makeCase', { nth: at + 1 })}
                    >
                      {t('preview.toCase')}
                    </Button>
                  )}
                </td>
                {row.cells.map((cell, place) => (
                  <td key={part.columns[place]?.name ?? place}>{shown(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {part.rows.length >= 100 && <p className="soft preview-note">{t('preview.first')}</p>}
    </div>
  )
}
