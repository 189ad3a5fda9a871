import { UploadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listPackages, receivePackage } from '@xiezhi/platform/contract/packages'
import { App, Button } from 'antd'
import { useRef } from 'react'
import { forget } from '../app/query.ts'
import { sendFiles } from '../app/send-files.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { useWords } from './words.ts'

/** A package of another office, from a file. */
export const HandIn = () => {
  const { t } = useWords()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const hand = useMutation({
    mutationFn: (file: File) => sendFiles(receivePackage, [{ name: file.name, file }]),
    onSuccess: ({ id, name }) => {
      forget(listPackages)
      void message.success(t('list.handed', { name }))
      void navigate({ to: '/packages/$id', params: { id } })
    },
    onError: (error) => void message.error(errorText(error), 8),
  })
  return (
    <>
      <Button icon={<UploadOutlined aria-hidden="true" />} loading={hand.isPending} onClick={() => input.current?.click()}>
        {t('list.hand')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('list.hand')}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) hand.mutate(file)
          event.target.value = ''
        }}
      />
    </>
  )
}
