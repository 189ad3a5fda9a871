import { Link } from '@tanstack/react-router'
import type { LedgerModel } from '@xiezhi/platform/contract/ledger'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'
import { Precision } from './Precision.tsx'

/** Every version with what became of the clues that it reported. */
export const VersionTable = ({ model }: { readonly model: LedgerModel }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ScrollTable label={t('ledger.versions')}>
      <thead>
        <tr>
          <th scope="col">{t('models.version')}</th>
          <th scope="col">{t('ledger.firstSeen')}</th>
          <th scope="col" className="right">
            {t('ledger.runs')}
          </th>
          <th scope="col" className="right">
            {t('nav.clues')}
          </th>
          <th scope="col" className="right">
            {t('ledger.founded')}
          </th>
          <th scope="col" className="right">
            {t('ledger.unfounded')}
          </th>
          <th scope="col">{t('ledger.precision')}</th>
          <th scope="col">{t('ledger.causes')}</th>
          <th scope="col">{t('ledger.hash')}</th>
        </tr>
      </thead>
      <tbody>
        {model.versionList.map((one) => (
          <tr key={one.version}>
            <th scope="row" className="nowrap">
              <Link to="/ledger/$id/compare" params={{ id: model.id }} search={{ from: one.version, to: one.version }}>
                {one.version}
              </Link>{' '}
              {one.current && <Pill tone="info">{t('ledger.current')}</Pill>}{' '}
              {one.changed && <Pill tone="danger">{t('ledger.problem.changed')}</Pill>}
            </th>
            <td className="nowrap">{format.moment(one.firstSeenAt)}</td>
            <td className="right number">{formatCount(one.runs)}</td>
            <td className="right number">{formatCount(one.clues)}</td>
            <td className="right number">{formatCount(one.founded)}</td>
            <td className="right number">{formatCount(one.unfounded)}</td>
            <td>
              <Precision precision={one.precision} />
            </td>
            <td>
              {one.causes.length === 0 ? (
                <span className="soft">—</span>
              ) : (
                one.causes.map(({ cause, label, count }) => (
                  <span key={cause} className="cause nowrap">
                    {label} <span className="number">{formatCount(count)}</span>
                  </span>
                ))
              )}
            </td>
            <td>
              <code title={one.hash}>{one.hash.slice(0, 12)}…</code>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
