import { InboxOutlined } from '@ant-design/icons'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addFiles } from './uploads.ts'
import './data.css'

/** Files are dropped here, or chosen with the keyboard: underneath it is an ordinary file field. */
export const DropArea = ({ source }: { readonly source?: string | undefined }) => {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    addFiles([...event.dataTransfer.files], source)
  }
  return (
    <label
      className={over ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <InboxOutlined aria-hidden="true" />
      <span className="drop-main">{t('imports.drop')}</span>
      <span className="soft">{t('imports.dropText')}</span>
      <input
        type="file"
        multiple
        className="visually-hidden"
        onChange={(event) => {
          addFiles([...(event.target.files ?? [])], source)
          event.target.value = ''
        }}
      />
    </label>
  )
}
