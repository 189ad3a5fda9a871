import { Link, useParams } from '@tanstack/react-router'
import { getDataset } from '@xiezhi/platform/contract/data'
import { exportOverlaps, type KeyOverlap, listOverlaps } from '@xiezhi/platform/contract/quality'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useList } from '../ui/use-list.ts'
import { formatShare } from './share.ts'

/** How many of a dataset's keys are found in the others, and why the rest are not. */
export const OverlapsPage = () => {
  const { t } = useTranslation()
  const { id = '' } = useParams({ strict: false })
  const title = useEndpoint(getDataset, { params: { id } }).data?.title ?? id
  const list = useList(listOverlaps, [], { params: { id } })
  const { page: _, size: __, ...asked } = list.query
  const leftOut = list.data?.leftOut ?? 0
  const columns: readonly Column<KeyOverlap>[] = [
    {
      key: 'key',
      title: t('quality.overlapKey'),
      sort: 'key',
      pinned: true,
      render: (one) => (
        <span className="cell-title">
          {t('quality.overlapTold', { title, key: one.label, share: formatShare(one.share), to: one.toTitle })}
          {!one.declared && <span className="soft">{t('quality.overlapMay')}</span>}
        </span>
      ),
    },
    {
      key: 'to',
      title: t('quality.overlapTo'),
      sort: 'to',
      render: (one) => (
        <Link to="/data/$id" params={{ id: one.to }}>
          {one.toTitle}
        </Link>
      ),
    },
    {
      key: 'share',
      title: t('quality.overlapShare'),
      sort: 'share',
      align: 'right',
      render: (one) => <span className="number">{formatShare(one.share)}</span>,
    },
    {
      key: 'found',
      title: t('quality.overlapFound'),
      align: 'right',
      render: (one) => (
        <span className="number">
          {formatCount(one.found)} / {formatCount(one.rows)}
        </span>
      ),
    },
    {
      key: 'reasons',
      title: t('quality.overlapReasons'),
      render: (one) =>
        one.reasons.length === 0 ? (
          '—'
        ) : (
          <ul className="cell-words">
            {one.reasons.map(({ state, rows, examples }) => (
              <li key={state}>
                {t(`quality.reason.${state}`, { rows: formatCount(rows) })}
                {examples.length > 0 && <span className="soft"> {t('quality.overlapExamples', { examples: examples.join('、') })}</span>}
              </li>
            ))}
          </ul>
        ),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('quality.overlapTitle', { title })}
        above={
          <>
            <Link to="/data">{t('nav.data')}</Link>
            <span aria-hidden="true">/</span>
            <Link to="/data/$id" params={{ id }}>
              {title}
            </Link>
          </>
        }
        text={t('quality.overlapText')}
      />
      {leftOut > 0 && <Alert type="info" showIcon title={t('quality.overlapLeftOut', { left: formatCount(leftOut) })} />}
      <DataTable
        label={t('quality.overlapTitle', { title })}
        list={list}
        searchLabel={t('quality.overlapSearch')}
        rowKey={(one) => one.id}
        tools={<ExportButtons endpoint={exportOverlaps} request={(format) => ({ params: { id, format }, query: asked })} />}
        columns={columns}
        empty={<StateMessage title={t('quality.overlapNone')} text={t('quality.overlapNoneText')} />}
      />
    </>
  )
}
