import { Link } from '@tanstack/react-router'
import type { Dataset } from '@xiezhi/platform/contract/data'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'
import { formatShare } from './share.ts'

/** From whom a dataset's rows are, on what footing they are held, until when, and how good they came. */
export const FootingTable = ({ sources }: Pick<Dataset, 'sources'>) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ScrollTable label={t('data.footing')}>
      <thead>
        <tr>
          <th scope="col">{t('imports.source')}</th>
          <th scope="col">{t('sources.legalBasis')}</th>
          <th scope="col">{t('sources.purpose')}</th>
          <th scope="col">{t('lineage.usedUntil')}</th>
          <th scope="col">{t('sources.keepRawDays')}</th>
          <th scope="col" className="right">
            {t('data.rows')}
          </th>
          <th scope="col">{t('data.coverage')}</th>
          <th scope="col" className="right">
            {t('quality.completeness')}
          </th>
          <th scope="col" className="right">
            {t('quality.validity')}
          </th>
          <th scope="col">{t('data.lastArrived')}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((one) => (
          <tr key={one.id ?? ''}>
            <th scope="row">
              {one.id ? (
                <Link to="/sources/$id" params={{ id: one.id }}>
                  {one.name}
                </Link>
              ) : (
                <span className="soft">{t('originals.noSource')}</span>
              )}{' '}
              {one.stopped && <Pill>{t('sources.stopped')}</Pill>}
            </th>
            <td>{one.legalBasis || '—'}</td>
            <td>{one.purpose || '—'}</td>
            <td className="number">
              {one.id === null ? '—' : one.usedUntil ? format.day(one.usedUntil) : t('sources.noEnd')}{' '}
              {one.outOfTerm && <Pill tone="warning">{t('sources.outOfTerm')}</Pill>}
            </td>
            <td className="number">{one.keepRawDays === null ? '—' : t('sources.keepDays', { count: one.keepRawDays })}</td>
            <td className="right number">{formatCount(one.rows)}</td>
            <td className="number">
              {format.span(one.from && one.to ? { from: one.from, to: one.to } : null)}{' '}
              {one.stated && <Pill tone="info">{t('coverage.statedPill')}</Pill>}
            </td>
            <td className="right number">{formatShare(one.completeness)}</td>
            <td className="right number">{formatShare(one.validity)}</td>
            <td className="number">{format.moment(one.lastArrivedAt)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
