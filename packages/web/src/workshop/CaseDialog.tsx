import { useMutation } from '@tanstack/react-query'
import { type ModelFiles, makeCase } from '@xiezhi/platform/contract/workshop'
import { Alert, Button, Input, Modal } from 'antd'
import { useEffect, useId, useState } from 'react'
import { call } from '../app/http.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { useWords } from './words.ts'

export interface CaseRow {
  readonly table: string
  readonly rid: string
}

interface Props {
  readonly row: CaseRow | undefined
  readonly files: ModelFiles
  readonly onClose: () => void
  readonly onMade: (files: Readonly<Record<string, string>>, notes: readonly string[]) => void
}

const freshName = (files: ModelFiles): string => {
  for (let nth = 1; ; nth++) if (!Object.keys(files).some((path) => path.startsWith(`cases/case-${nth}/`))) return `case-${nth}`
}

/** From a row to a case in two presses: this row, and whether the model must speak of it. */
export const CaseDialog = ({ row, files, onClose, onMade }: Props) => {
  const { t } = useWords()
  const errorText = useErrorText()
  const id = useId()
  const [title, setTitle] = useState('')
  const name = freshName(files)
  const make = useMutation({
    mutationFn: (expect: 'clue' | 'none') =>
      call(makeCase, {
        body: {
          files,
          table: row?.table ?? '',
          rid: row?.rid ?? '',
          expect,
          name,
          title: title.trim() || t(expect === 'clue' ? 'case.fires' : 'case.silent'),
        },
      }),
    onSuccess: ({ files: made, notes }) => onMade(made, notes),
  })
  const { reset } = make
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row begins anew
  useEffect(() => {
    reset()
    setTitle('')
  }, [row, reset])
  return (
    <Modal
      open={row !== undefined}
      title={t('case.title')}
      onCancel={onClose}
      footer={
        <div className="actions">
          <Button type="primary" loading={make.isPending && make.variables === 'clue'} onClick={() => make.mutate('clue')}>
            {t('case.fires')}
          </Button>
          <Button type="primary" loading={make.isPending && make.variables === 'none'} onClick={() => make.mutate('none')}>
            {t('case.silent')}
          </Button>
          <Button onClick={onClose}>{t('case.cancel')}</Button>
        </div>
      }
    >
      <div className="stack">
        <p>{t('case.text')}</p>
        {make.error && <Alert type="error" showIcon title={errorText(make.error)} />}
        <div className="field">
          <label htmlFor={id}>{t('case.name')}</label>
          <Input
            id={id}
            value={title}
            maxLength={100}
            placeholder={t('case.nameHint')}
            onChange={(event) => setTitle(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  )
}
