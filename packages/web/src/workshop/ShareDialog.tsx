import { useMutation } from '@tanstack/react-query'
import { type DraftSummary, listColleagues, shareDraft } from '@xiezhi/platform/contract/workshop'
import { Alert, Modal, Select } from 'antd'
import { useEffect, useId, useState } from 'react'
import { call } from '../app/http.ts'
import { useEndpoint } from '../app/query.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { useWords } from './words.ts'

interface Props {
  readonly draft: DraftSummary
  readonly open: boolean
  readonly onClose: () => void
  readonly onShared: (draft: DraftSummary) => void
}

/** With whom a draft is shared: they may change it too. */
export const ShareDialog = ({ draft, open, onClose, onShared }: Props) => {
  const { t } = useWords()
  const errorText = useErrorText()
  const id = useId()
  const colleagues = useEndpoint(listColleagues, {}, { enabled: open })
  const [users, setUsers] = useState<readonly string[]>([])
  const share = useMutation({
    mutationFn: () => call(shareDraft, { params: { id: draft.id }, body: { users: [...users] } }),
    onSuccess: onShared,
  })
  const { reset } = share
  useEffect(() => {
    reset()
    setUsers(draft.shared.map((one) => one.id))
  }, [draft, reset])
  return (
    <Modal
      open={open}
      title={t('share.title')}
      okText={t('share.ok')}
      cancelText={t('case.cancel')}
      confirmLoading={share.isPending}
      onOk={() => share.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t('share.text')}</p>
        {share.error && <Alert type="error" showIcon title={errorText(share.error)} />}
        <div className="field">
          <label htmlFor={id}>{t('share.with')}</label>
          <Select
            id={id}
            aria-label={t('share.with')}
            mode="multiple"
            value={[...users]}
            onChange={(chosen: string[]) => setUsers(chosen)}
            options={(colleagues.data ?? draft.shared).map((one) => ({ value: one.id, label: one.name }))}
            showSearch={{ optionFilterProp: 'label' }}
            notFoundContent={t('share.nobody')}
          />
        </div>
      </div>
    </Modal>
  )
}
