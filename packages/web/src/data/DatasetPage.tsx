import { TableOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { getDataset } from '@xiezhi/platform/contract/data'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { Facts } from '../ui/Facts.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import { BatchTable } from './BatchTable.tsx'
import { FieldTable } from './FieldTable.tsx'
import { FootingTable } from './FootingTable.tsx'
import { ModelsOn } from './ModelsOn.tsx'

export const DatasetPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(getDataset, { params: { id } })
  return (
    <Answered query={query}>
      {(dataset) => (
        <>
          <PageHeader
            title={dataset.title}
            above={<Link to="/data">{t('nav.data')}</Link>}
            beside={dataset.rows === 0 && <Pill tone="warning">{t('data.absent')}</Pill>}
            text={dataset.purpose}
          >
            <Link to="/imports" className="link-button plain">
              {t('imports.bring')}
            </Link>
            {dataset.batches > 0 && (
              <Link to="/data/$id/changes" params={{ id }} className="link-button plain">
                {t('data.compare')}
              </Link>
            )}
            {dataset.rows > 0 && (
              <Link to="/data/$id/overlaps" params={{ id }} className="link-button plain">
                {t('quality.overlapLink')}
              </Link>
            )}
            {dataset.rows > 0 && (
              <Link to="/data/$id/rows" params={{ id }} className="link-button">
                <TableOutlined aria-hidden="true" /> {t('data.seeRows')}
              </Link>
            )}
          </PageHeader>
          <Panel title={t('data.overview')}>
            <Facts
              facts={[
                { label: t('data.identifier'), value: <code>{dataset.id}</code> },
                { label: t('data.source'), value: dataset.source },
                { label: t('data.rows'), value: formatCount(dataset.rows) },
                { label: t('data.batches'), value: formatCount(dataset.batches) },
                { label: t('data.coverage'), value: format.span(dataset.coverage) },
                { label: t('data.lastArrived'), value: format.moment(dataset.lastArrivedAt) },
              ]}
            />
          </Panel>
          {dataset.sources.length > 0 && (
            <Panel title={t('data.footing')} className="flush">
              <FootingTable sources={dataset.sources} />
            </Panel>
          )}
          {dataset.usedBy.length > 0 && (
            <Panel title={t('data.usedBy')} className="flush">
              <ModelsOn usedBy={dataset.usedBy} />
            </Panel>
          )}
          {dataset.recentBatches.length > 0 && (
            <Panel
              title={t('data.recentBatches')}
              className="flush"
              extra={
                <Link to="/batches" search={{ dataset: id }}>
                  {t('ui.all')}
                </Link>
              }
            >
              <BatchTable batches={dataset.recentBatches} label={t('data.recentBatches')} />
            </Panel>
          )}
          <Panel title={t('data.fields', { count: dataset.fields.length })} className="flush">
            <FieldTable fields={dataset.fields} hasData={dataset.rows > 0} />
          </Panel>
        </>
      )}
    </Answered>
  )
}
