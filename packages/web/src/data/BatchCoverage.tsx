import { getBatchCoverage } from '@xiezhi/platform/contract/coverage'
import type { BatchDetail } from '@xiezhi/platform/contract/data'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { StateCoverage } from '../sources/StateCoverage.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'

/** From when to when a batch is complete: as stated of it or of its source, else as its rows let one guess. */
export const BatchCoverage = ({ batch }: { readonly batch: BatchDetail }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const mayState = useMay('data.import') && batch.lawLoadId === null
  const [open, setOpen] = useState(false)
  const { data } = useEndpoint(getBatchCoverage, { params: { id: batch.id } })
  const stated = data?.stated ?? null
  const days = stated ?? batch.coverage
  return (
    <span className="actions">
      <span className="number">{format.span(days)}</span>
      {stated && <Pill tone="info">{t(`coverage.of_${stated.of}`)}</Pill>}
      {mayState && data && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('coverage.state')}
        </Button>
      )}
      {open && (
        <StateCoverage
          asked={{
            of: { batch: batch.id },
            title: batch.datasetTitle,
            from: stated?.from ?? null,
            to: stated?.to ?? null,
            stated: stated?.of === 'batch',
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  )
}
