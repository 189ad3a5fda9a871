import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listModels } from '@xiezhi/platform/contract/models'
import { publishDraft } from '@xiezhi/platform/contract/workshop'
import { Alert, Button, Modal } from 'antd'
import { useEffect } from 'react'
import { call, Refused } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { useErrorText } from '../ui/Failure.tsx'
import type { Editor } from './use-editor.ts'
import { useWords } from './words.ts'

interface Props {
  readonly id: string
  readonly editor: Editor
  readonly open: boolean
  readonly onClose: () => void
}

/** Makes the draft a model of the office. What stands in the way is told, with the way out. */
export const PublishDialog = ({ id, editor, open, onClose }: Props) => {
  const { t } = useWords()
  const errorText = useErrorText()
  const publish = useMutation({
    mutationFn: async (alike: boolean) => call(publishDraft, { params: { id }, body: { edition: await editor.keep(), alike } }),
    onSuccess: () => forget(listModels),
  })
  const { reset } = publish
  useEffect(() => {
    if (open) reset()
  }, [open, reset])
  const isAlike = publish.error instanceof Refused && publish.error.problem.code === 'workshop.alike'
  return (
    <Modal
      open={open}
      title={t('publish.title')}
      onCancel={onClose}
      footer={
        <div className="actions">
          {!publish.data && (
            <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate(isAlike)}>
              {t(isAlike ? 'publish.anyway' : 'publish.ok')}
            </Button>
          )}
          <Button onClick={onClose}>{t(publish.data ? 'publish.close' : 'case.cancel')}</Button>
        </div>
      }
    >
      <div className="stack">
        {publish.data ? (
          <p role="status">
            {t('publish.done', { version: publish.data.version })}{' '}
            <Link to="/models/$id" params={{ id: publish.data.model }}>
              {t('publish.see')}
            </Link>
          </p>
        ) : (
          <p>{t('publish.text')}</p>
        )}
        {publish.error && <Alert type={isAlike ? 'warning' : 'error'} showIcon title={errorText(publish.error)} />}
      </div>
    </Modal>
  )
}
