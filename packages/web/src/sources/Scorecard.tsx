import { Link } from '@tanstack/react-router'
import { exportScorecard, getScorecard } from '@xiezhi/platform/contract/quality'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { formatShare } from '../data/share.ts'
import { Answered } from '../ui/Answered.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'

/** What a source delivered month by month, and how good it was. */
export const Scorecard = ({ source }: { readonly source: string }) => {
  const { t } = useTranslation()
  const points = (change: number | null): string =>
    change === null ? '—' : t('quality.points', { points: `${change > 0 ? '+' : ''}${(change * 100).toFixed(1)}` })
  return (
    <Panel
      title={t('quality.scorecard')}
      className="flush"
      extra={
        <span className="actions">
          <Link to="/quality" search={{ source }}>
            {t('quality.byBatch')}
          </Link>
          <ExportButtons endpoint={exportScorecard} request={(format) => ({ params: { id: source, format } })} />
        </span>
      }
    >
      <Answered query={useEndpoint(getScorecard, { params: { id: source } })}>
        {({ items }) => (
          <ScrollTable label={t('quality.scorecard')}>
            <thead>
              <tr>
                <th scope="col">{t('quality.month')}</th>
                {(
                  ['batches', 'rows', 'refusedRows', 'takenShare', 'change', 'completeness', 'validity', 'uniqueness', 'daysLate'] as const
                ).map((column) => (
                  <th key={column} scope="col" className="right">
                    {t(`quality.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.month}>
                  <th scope="row" className="number">
                    {one.month}
                  </th>
                  <td className="right number">{formatCount(one.batches)}</td>
                  <td className="right number">{formatCount(one.rows)}</td>
                  <td className={one.refused > 0 ? 'right number danger' : 'right number'}>{formatCount(one.refused)}</td>
                  <td className="right number">{formatShare(one.takenShare)}</td>
                  <td className={one.change !== null && one.change < 0 ? 'right number danger' : 'right number'}>{points(one.change)}</td>
                  <td className="right number">{formatShare(one.completeness)}</td>
                  <td className="right number">{formatShare(one.validity)}</td>
                  <td className="right number">{formatShare(one.uniqueness)}</td>
                  <td className="right number">{one.daysLate === null ? '—' : t('quality.days', { days: one.daysLate })}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
      </Answered>
    </Panel>
  )
}
