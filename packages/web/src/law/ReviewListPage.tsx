import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { closeReview, exportReviews, type LawReview, listReviews } from '@xiezhi/platform/contract/law'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { ImpactNote } from '../impact/ImpactNote.tsx'
import { articleText } from '../ui/article.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { useVersionDays, useVersionName } from './LawParts.tsx'

const CloseDialog = ({ review, onClose }: { readonly review: LawReview | undefined; readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ note: string }>()
  const close = useMutation({
    mutationFn: ({ note }: { note: string }) => call(closeReview, { params: { id: review?.id ?? '' }, body: { note: note.trim() } }),
    onSuccess: () => {
      forget(listReviews)
      message.success(t('reviews.closed'))
      onClose()
    },
  })
  return (
    <FormDialog
      open={review !== undefined}
      title={t('reviews.closeTitle', { law: review?.law ?? '' })}
      okText={t('reviews.close')}
      destroyOnHidden
      form={form}
      save={close}
      onClose={onClose}
    >
      <Form.Item
        name="note"
        label={t('reviews.note')}
        extra={t('reviews.noteText')}
        rules={[{ required: true, whitespace: true, message: t('reviews.noteMissing') }]}
      >
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  )
}

/** As things are now, asked when it is opened: clues have come and been judged since the version came. */
const ImpactNow = ({ law }: { readonly law: string }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('impact.touchesNow')}</summary>
      {open && <ImpactNote change={{ kind: 'article', law }} />}
    </details>
  )
}

const Touched = ({ review }: { readonly review: LawReview }) => {
  const { t, i18n } = useTranslation()
  const articles = (list: readonly string[]) => list.map((one) => articleText(one, i18n.language)).join('、')
  return (
    <ul className="cell-words touched">
      {review.models.map((model) => (
        <li key={model.id}>
          <Link to="/models/$id" params={{ id: model.id }} search={{ tab: 'rules' }}>
            {model.title}
          </Link>
          {model.articles.length > 0 && <span className="soft"> {articles(model.articles)}</span>}
        </li>
      ))}
      {!review.reviewed && (
        <li>
          <ImpactNow law={review.law} />
        </li>
      )}
      {review.limits.length > 0 && (
        <li>
          <details>
            <summary>{t('reviews.limits', { count: review.limits.length })}</summary>
            <ul className="touched">
              {review.limits.map((limit) => (
                <li key={limit.id}>
                  <Link to="/limits/$id" params={{ id: limit.id }}>
                    {limit.title}
                  </Link>
                  <span className="soft"> {articleText(limit.article, i18n.language)}</span>
                </li>
              ))}
            </ul>
          </details>
        </li>
      )}
    </ul>
  )
}

const useColumns = (onClose: (review: LawReview) => void): readonly Column<LawReview>[] => {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useVersionName()
  const days = useVersionDays()
  const mayClose = useMay('law.load')
  return [
    {
      key: 'law',
      title: t('reviews.newVersion'),
      sort: 'law',
      render: (review) => (
        <span className="cell-title">
          <Link to="/law/instruments/$law" params={{ law: review.law }} search={{ version: review.version.id }}>
            {review.law}
          </Link>
          <span className="soft">
            {name(review.version)} · {days(review.version)}
          </span>
          {review.previous?.loaded && review.version.loaded && (
            <Link
              to="/law/instruments/$law/compare"
              params={{ law: review.law }}
              search={{ from: review.previous.id, to: review.version.id }}
            >
              {t('law.compareWithPrevious')}
            </Link>
          )}
        </span>
      ),
    },
    { key: 'touched', title: t('reviews.touched'), render: (review) => <Touched review={review} /> },
    {
      key: 'clues',
      title: t('reviews.openClues'),
      align: 'right',
      render: (review) => <span className="number">{formatCount(review.openClues)}</span>,
    },
    {
      key: 'raised',
      title: t('reviews.raisedAt'),
      sort: 'raisedAt',
      from: 'xl',
      render: (review) => <span className="number">{format.moment(review.raisedAt)}</span>,
    },
    {
      key: 'state',
      title: t('reviews.state'),
      render: (review) =>
        review.reviewed ? (
          <div className="cell-words">
            <Pill tone="success">{t('reviews.done')}</Pill> {review.reviewed.note}
            <div className="soft">
              {review.reviewed.by} · {format.moment(review.reviewed.at)}
            </div>
          </div>
        ) : (
          <span className="actions">
            <Pill tone="warning">{t('reviews.open')}</Pill>
            {mayClose && (
              <Button size="small" onClick={() => onClose(review)} aria-label={t('reviews.closeOne', { law: review.law })}>
                {t('reviews.close')}
              </Button>
            )}
          </span>
        ),
    },
  ]
}

/** New versions of laws that models, limits or open clues rest on: somebody looks, and says what was found. */
export const ReviewListPage = () => {
  const { t } = useTranslation()
  const list = useList(listReviews, ['open'])
  const [closing, setClosing] = useState<LawReview>()
  return (
    <>
      <PageHeader title={t('reviews.title')} above={<Link to="/law/instruments">{t('nav.law')}</Link>} text={t('reviews.text')}>
        <ExportButtons endpoint={exportReviews} request={(format) => ({ params: { format }, query: list.query })} />
      </PageHeader>
      <DataTable
        label={t('reviews.title')}
        list={list}
        rowKey={(review) => review.id}
        searchLabel={t('law.searchNames')}
        filters={[
          {
            name: 'open',
            label: t('reviews.state'),
            kind: 'one',
            options: [
              { value: 'true', label: t('reviews.open') },
              { value: 'false', label: t('reviews.done') },
            ],
          },
        ]}
        columns={useColumns(setClosing)}
        empty={<StateMessage title={t('reviews.empty')} text={t('reviews.emptyText')} />}
      />
      <CloseDialog review={closing} onClose={() => setClosing(undefined)} />
    </>
  )
}
