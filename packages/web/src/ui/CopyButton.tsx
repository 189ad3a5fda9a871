import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly text: string
  readonly label: string
  readonly small?: boolean
}

// Plain http inside an office network is no secure context: there the clipboard API is absent.
const copy = async (text: string): Promise<void> => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

export const CopyButton = ({ text, label, small }: Props) => {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  return (
    <Button
      size={small ? 'small' : 'middle'}
      type={small ? 'text' : 'default'}
      icon={copied ? <CheckOutlined aria-hidden="true" /> : <CopyOutlined aria-hidden="true" />}
      aria-label={copied ? t('ui.copied') : label}
      title={label}
      onClick={() => {
        void copy(text).then(() => setCopied(true))
        setTimeout(() => setCopied(false), 2000)
      }}
    >
      {small ? null : copied ? t('ui.copied') : t('ui.copy')}
    </Button>
  )
}
