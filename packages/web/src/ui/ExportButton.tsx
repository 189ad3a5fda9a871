import { DownloadOutlined } from '@ant-design/icons'
import type { Endpoint } from '@xiezhi/platform/contract/endpoint'
import { App, Button } from 'antd'
import { useState } from 'react'
import { download, type Request } from '../app/http.ts'
import { useErrorText } from './Failure.tsx'

interface Props<E extends Endpoint> {
  readonly endpoint: E
  readonly request: Request<E>
  readonly children: string
}

export const ExportButton = <E extends Endpoint>({ endpoint, request, children }: Props<E>) => {
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  const fetchFile = async () => {
    setBusy(true)
    try {
      await download(endpoint, request)
    } catch (error) {
      message.error(errorText(error))
    }
    setBusy(false)
  }
  return (
    <Button icon={<DownloadOutlined aria-hidden="true" />} loading={busy} onClick={() => void fetchFile()}>
      {children}
    </Button>
  )
}
