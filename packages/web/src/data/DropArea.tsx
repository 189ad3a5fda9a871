import { FolderOpenOutlined, InboxOutlined } from '@ant-design/icons'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filesOf, isWanted } from './dropped-files.ts'
import { addFiles } from './uploads.ts'
import './data.css'

/** Files are dropped here, or chosen with the keyboard: underneath it is an ordinary file field. */
export const DropArea = ({ source }: { readonly source?: string | undefined }) => {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void filesOf(event.dataTransfer).then((files) => addFiles(files, source))
  }
  return (
    <div className="drop-both">
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
      <label className="drop-folder">
        <FolderOpenOutlined aria-hidden="true" /> {t('imports.folder')}
        <input
          type="file"
          multiple
          // React knows the attribute only by spreading: a folder is chosen with all that is in it.
          {...{ webkitdirectory: '' }}
          className="visually-hidden"
          onChange={(event) => {
            addFiles([...(event.target.files ?? [])].filter(isWanted), source)
            event.target.value = ''
          }}
        />
      </label>
    </div>
  )
}
