import { useMutation } from '@tanstack/react-query'
import { dropUpload, listUploads } from '@xiezhi/platform/contract/uploads'
import { App, Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { formatBytes } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useUploads } from './uploads.ts'

/** Files that came in part before the page was closed: chosen again, they go on where they were. Those on their way from this page are in its own list. */
export const UnfinishedUploads = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const here = useUploads()
  const { data } = useEndpoint(listUploads, { query: { size: 200 } })
  const drop = useMutation({
    mutationFn: (id: string) => call(dropUpload, { params: { id } }),
    onSuccess: () => forget(listUploads),
    onError: (error) => void message.error(errorText(error)),
  })
  const left = (data?.items ?? []).filter(
    (one) =>
      !here.some(({ name, bytes, state }) => name === one.name && bytes === one.bytes && (state === 'waiting' || state === 'sending')),
  )
  if (left.length === 0) return null
  return (
    <Panel title={t('imports.unfinished')} className="flush">
      <p className="unfinished-text">{t('imports.unfinishedText')}</p>
      <ul className="uploads">
        {left.map((one) => (
          <li key={one.id} className="upload">
            <div className="stack">
              <div className="upload-name">
                <span>{one.folder ? `${one.folder}/${one.name}` : one.name}</span>
                <span className="soft">
                  {t('imports.receivedOf', { received: formatBytes(one.received), bytes: formatBytes(one.bytes) })}
                  {one.source && ` · ${one.source.name}`} · {t('imports.keptUntil', { at: format.moment(one.keptUntil) })}
                </span>
              </div>
              <Progress
                percent={Math.floor((100 * one.received) / one.bytes)}
                size="small"
                aria-label={t('imports.progressOf', { name: one.name })}
              />
            </div>
            <div className="actions">
              <Button
                size="small"
                danger
                loading={drop.isPending && drop.variables === one.id}
                aria-label={t('imports.dropOne', { name: one.name })}
                onClick={() => drop.mutate(one.id)}
              >
                {t('imports.giveUp')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
