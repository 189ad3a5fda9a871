import { getBatchQuality } from '@xiezhi/platform/contract/quality'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { Facts } from '../ui/Facts.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { Loading } from '../ui/Loading.tsx'
import { Panel } from '../ui/Panel.tsx'
import { formatShare } from './share.ts'

const mostEmpty = 8

/** How good a batch was when it came, in words that say what each figure counts. */
export const QualityFacts = ({ batchId }: { readonly batchId: string }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data, error } = useEndpoint(getBatchQuality, { params: { id: batchId } })
  const told = (share: number | null, words: string) => (
    <span>
      <span className="number">{formatShare(share)}</span> <span className="soft">{words}</span>
    </span>
  )
  return (
    <Panel title={t('quality.title')}>
      {error ? (
        <p className="soft">{errorText(error)}</p>
      ) : !data ? (
        <Loading />
      ) : (
        <>
          {data.drift.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('quality.drift')}
              description={
                <ul className="cell-words">
                  {data.drift.map((words) => (
                    <li key={words}>{words}</li>
                  ))}
                </ul>
              }
            />
          )}
          <Facts
            facts={[
              { label: t('quality.completeness'), value: told(data.completeness, t('quality.completenessText')) },
              { label: t('quality.conditional'), value: told(data.conditional, t('quality.conditionalText')) },
              { label: t('quality.validity'), value: told(data.validity, t('quality.validityText')) },
              { label: t('quality.uniqueness'), value: told(data.uniqueness, t('quality.uniquenessText')) },
              { label: t('quality.consistency'), value: told(data.consistency, t('quality.consistencyText')) },
              {
                label: t('quality.daysLate'),
                value: data.daysLate === null ? '—' : t('quality.daysLateText', { days: data.daysLate }),
              },
              {
                label: t('quality.findings'),
                value: t('quality.findingsText', {
                  errors: formatCount(data.errors),
                  warnings: formatCount(data.warnings),
                  remarks: formatCount(data.remarks),
                }),
              },
              {
                label: t('quality.empty'),
                wide: true,
                value:
                  data.empty.length === 0
                    ? t('quality.emptyNone')
                    : data.empty
                        .slice(0, mostEmpty)
                        .map(({ label, share }) => `${label} ${formatShare(share)}`)
                        .join(' · '),
              },
            ]}
          />
        </>
      )}
    </Panel>
  )
}
