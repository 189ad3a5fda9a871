import { FolderOpenOutlined } from '@ant-design/icons'
import { Alert, Button, Progress } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../ui/Failure.tsx'
import { formatBytes, formatCount } from '../ui/format.ts'
import { filesChosen, filesDropped, type Sorted, sortFiles } from './dropped-files.ts'
import { dismissUpload, sendLaw, stopSending, useLawUpload } from './law-upload.ts'

/** What was chosen, told before it is sent. */
const Chosen = ({ sorted, onSend, onCancel }: { readonly sorted: Sorted; readonly onSend: () => void; readonly onCancel: () => void }) => {
  const { t } = useTranslation()
  return (
    <div className="law-chosen">
      <p>
        {sorted.taken.length > 0
          ? t('loads.chosen', { count: sorted.taken.length, shown: formatCount(sorted.taken.length), size: formatBytes(sorted.bytes) })
          : t('loads.nothingChosen')}
      </p>
      {sorted.left.length > 0 && (
        <details>
          <summary>{t('loads.left', { count: sorted.left.length })}</summary>
          <ul className="soft left-files">
            {sorted.left.slice(0, 200).map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </details>
      )}
      <div className="actions">
        {sorted.taken.length > 0 && (
          <Button type="primary" onClick={onSend}>
            {t('loads.start')}
          </Button>
        )}
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
      </div>
    </div>
  )
}

const Sending = () => {
  const { t } = useTranslation()
  const { files, sent, total } = useLawUpload()
  const percent = total === 0 ? 0 : Math.min(100, Math.floor((100 * sent) / total))
  return (
    <div className="job-progress law-chosen">
      <div className="job-progress-bar">
        <Progress percent={percent} status="active" aria-label={t('loads.sending', { count: files })} />
        <span className="soft" role="status">
          {t('loads.sending', { count: files })} {formatBytes(sent)} / {formatBytes(total)}
        </span>
      </div>
      <Button onClick={stopSending}>{t('ui.cancel')}</Button>
    </div>
  )
}

/** Folders or files are dropped, or chosen by keyboard through ordinary fields; nothing is sent before a person says so. */
export const LawDrop = () => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const upload = useLawUpload()
  const folder = useRef<HTMLInputElement>(null)
  const single = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [sorted, setSorted] = useState<Sorted>()
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    setSorted(sortFiles(await filesDropped(event.dataTransfer)))
  }
  const choose = (input: HTMLInputElement) => {
    setSorted(sortFiles(filesChosen(input.files)))
    input.value = ''
  }
  if (upload.phase === 'sending') return <section className="panel">{<Sending />}</section>
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is only a shortcut; the buttons inside do the same
    <div
      className={over ? 'drop law-drop drop-over' : 'drop law-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      {upload.phase === 'failed' && upload.error && (
        <Alert type="error" showIcon closable={{ onClose: dismissUpload }} title={errorText(upload.error)} className="law-drop-alert" />
      )}
      {sorted ? (
        <Chosen
          sorted={sorted}
          onCancel={() => setSorted(undefined)}
          onSend={() => {
            void sendLaw(sorted.taken, sorted.bytes)
            setSorted(undefined)
          }}
        />
      ) : (
        <>
          <FolderOpenOutlined aria-hidden="true" />
          <span className="drop-main">{t('loads.drop')}</span>
          <span className="soft">{t('loads.dropText')}</span>
          <div className="actions centred law-drop-choices">
            <Button onClick={() => folder.current?.click()}>{t('loads.chooseFolder')}</Button>
            <Button onClick={() => single.current?.click()}>{t('loads.chooseFiles')}</Button>
          </div>
        </>
      )}
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        data-choose="folder"
        // Not in the standard, and in every browser.
        {...{ webkitdirectory: '' }}
        onChange={(event) => choose(event.target)}
      />
      <input
        ref={single}
        type="file"
        multiple
        hidden
        data-choose="files"
        accept=".md,.markdown,.txt,.docx,.zip,.csv"
        onChange={(event) => choose(event.target)}
      />
    </div>
  )
}
