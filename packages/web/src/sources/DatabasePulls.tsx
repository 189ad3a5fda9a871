import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { cancelPull, type DatabaseLink, type DatabasePull, listDatabases, listPulls } from '@xiezhi/platform/contract/databases'
import { App, Button, Modal, Pagination } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'

const size = 20

/** A mark as it is shown: halves of a second that are none are left out. */
export const markText = (mark: string): string => mark.replace(/(:\d\d)\.0+$/, '$1')

/** What became of a reading, in words. */
export const PullResult = ({ pull }: { readonly pull: DatabasePull }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="cell-words">
      <JobStatePill state={pull.state} />{' '}
      {pull.outcome === 'arrived' && pull.importId && (
        <Link to="/imports/$id" params={{ id: pull.importId }}>
          {t('databases.arrived', { rows: formatCount(pull.rows ?? 0) })}
        </Link>
      )}
      {pull.outcome === 'arrived' && pull.importState && pull.importState !== 'succeeded' && (
        <>
          {' '}
          {t('databases.importing')} <JobStatePill state={pull.importState} />
        </>
      )}
      {pull.outcome === 'nothing' && t('databases.nothing')}
      {pull.outcome === 'unchanged' && t('databases.unchanged')}
      {isUnderWay(pull.state) && pull.progress && (
        <span className="soft">
          {pull.progress.stage} {pull.progress.done > 0 && t('databases.rowsRead', { rows: formatCount(pull.progress.done) })}
        </span>
      )}
      {pull.whole && <Pill tone="info">{t('databases.whole')}</Pill>}{' '}
      {pull.leaving !== null && (
        <div>
          {t('databases.gone', { leaving: formatCount(pull.leaving), held: formatCount(pull.held ?? 0) })}
          {pull.leaving > 0 && (pull.notTaken ?? 0) > 0 && <> {t('databases.notTaken', { count: pull.notTaken ?? 0 })}</>}
          {pull.leaving > 0 &&
            (pull.left ? (
              <span className="soft"> {t('databases.left', { by: pull.left.by, at: format.moment(pull.left.at) })}</span>
            ) : (
              <Pill tone="warning">{t('databases.waits')}</Pill>
            ))}
        </div>
      )}
      {pull.refusal && <div className="danger">{pull.refusal}</div>}
      {pull.attempts > 1 && <div className="soft">{t('databases.attempts', { count: pull.attempts })}</div>}
      {pull.missed > 0 && <div className="soft">{t('databases.missed', { count: pull.missed })}</div>}
    </div>
  )
}

/** All readings of a database, the newest first. */
export const DatabasePulls = ({
  source,
  link,
  onClose,
}: {
  readonly source: string
  readonly link: DatabaseLink | undefined
  readonly onClose: () => void
}) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [page, setPage] = useState(1)
  const query = useEndpoint(
    listPulls,
    { params: { id: source, link: link?.id ?? '' }, query: { page, size } },
    {
      enabled: link !== undefined,
      again: (answer) => (answer?.items.some(({ state }) => isUnderWay(state)) ? 1000 : false),
      keepLast: true,
    },
  )
  const stop = useMutation({
    mutationFn: (pull: string) => call(cancelPull, { params: { id: source, link: link?.id ?? '', pull } }),
    onSuccess: () => forget(listPulls, listDatabases),
    onError: (error) => void message.error(errorText(error)),
  })
  return (
    <Modal
      open={link !== undefined}
      width={820}
      title={t('databases.pullsOf', { name: link?.name ?? '' })}
      footer={null}
      onCancel={onClose}
    >
      {link && (
        <Answered query={query}>
          {(answer) =>
            answer.total === 0 ? (
              <p className="soft">{t('databases.never')}</p>
            ) : (
              <>
                <ScrollTable label={t('databases.pulls')}>
                  <thead>
                    <tr>
                      <th scope="col">{t('databases.at')}</th>
                      <th scope="col">{t('databases.result')}</th>
                      <th scope="col">{t('databases.mark')}</th>
                      <th scope="col">{t('ui.acts')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {answer.items.map((pull) => (
                      <tr key={pull.id}>
                        <th scope="row" className="number">
                          {format.moment(pull.askedAt)}
                          <div className="soft">{pull.askedBy}</div>
                        </th>
                        <td>
                          <PullResult pull={pull} />
                        </td>
                        <td className="number">{pull.toMark === null ? '—' : markText(pull.toMark)}</td>
                        <td>
                          {isUnderWay(pull.state) && (
                            <Button size="small" onClick={() => stop.mutate(pull.id)}>
                              {t('ui.cancel')}
                            </Button>
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </ScrollTable>
                <Pagination size="small" current={page} pageSize={size} total={answer.total} onChange={setPage} hideOnSinglePage />
              </>
            )
          }
        </Answered>
      )}
    </Modal>
  )
}
