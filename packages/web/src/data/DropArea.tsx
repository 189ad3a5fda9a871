import { FolderOpenOutlined, InboxOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filesOf, isWanted, mostAtOnce } from './dropped-files.ts'
import { type About, addFiles } from './uploads.ts'
import './data.css'

/** A folder is chosen with all that is in it. */
const chooseFolder = (about: About): void => {
  const field = document.createElement('input')
  field.type = 'file'
  field.webkitdirectory = true
  field.onchange = () => addFiles([...(field.files ?? [])].filter(isWanted), about)
  field.click()
}

/** Files are dropped here, or chosen with the keyboard: underneath it is an ordinary file field. */
export const DropArea = ({ about }: { readonly about: About }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void filesOf(event.dataTransfer).then(({ files, more }) => {
      addFiles(files, about)
      if (more) void message.warning(t('imports.moreFiles', { count: mostAtOnce }))
    })
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
            addFiles([...(event.target.files ?? [])], about)
            event.target.value = ''
          }}
        />
      </label>
      <Button className="drop-folder" size="small" icon={<FolderOpenOutlined aria-hidden="true" />} onClick={() => chooseFolder(about)}>
        {t('imports.folder')}
      </Button>
    </div>
  )
}
