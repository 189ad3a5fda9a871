import { getEdition, listEditions, type ModelFiles } from '@xiezhi/platform/contract/workshop'
import { App, Button, Drawer, Pagination } from 'antd'
import { useState } from 'react'
import { call } from '../app/http.ts'
import { useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useWords } from './words.ts'

interface Props {
  readonly id: string
  readonly edition: number
  readonly open: boolean
  readonly onClose: () => void
  readonly onBack: (files: ModelFiles) => void
}

/** What the draft was before; any of it can be taken back, and that can be undone too. */
export const HistoryDrawer = ({ id, edition, open, onClose, onBack }: Props) => {
  const { t } = useWords()
  const format = useFormat()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [page, setPage] = useState(1)
  const query = useEndpoint(
    listEditions,
    { params: { id }, query: { page, size: 20, ...(edition ? { q: String(edition) } : {}) } },
    { enabled: open, keepLast: true },
  )
  return (
    <Drawer open={open} onClose={onClose} title={t('history.title')} size={420}>
      <Answered query={query}>
        {(editions) => (
          <div className="stack">
            <ol className="history">
              {editions.items.map((one) => (
                <li key={one.edition}>
                  <span>
                    {t('history.nth', { edition: one.edition })}
                    <span className="soft">
                      {' '}
                      {one.madeBy} {format.moment(one.madeAt)}
                    </span>
                  </span>
                  {one.edition !== edition && (
                    <Button
                      size="small"
                      aria-label={t('history.backTo', { edition: one.edition })}
                      onClick={() =>
                        void call(getEdition, { params: { id, edition: one.edition } })
                          .then((found) => onBack(found.files))
                          .catch((error: unknown) => message.error(errorText(error)))
                      }
                    >
                      {t('history.back')}
                    </Button>
                  )}
                </li>
              ))}
            </ol>
            {editions.total > 20 && <Pagination simple current={page} pageSize={20} total={editions.total} onChange={setPage} />}
          </div>
        )}
      </Answered>
    </Drawer>
  )
}
