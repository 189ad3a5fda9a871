import { Alert, Button } from 'antd'
import { useWords } from './words.ts'
import type { NotEditable } from './yaml-read.ts'

interface Props {
  readonly refused: NotEditable
  readonly onClose: () => void
  readonly onText: () => void
  /** Writes out what refers to a named piece, so that each place has words of its own. */
  readonly onWriteOut: () => void
}

/** Why a change was not made, and what to do. */
export const Refused = ({ refused, onClose, onText, onWriteOut }: Props) => {
  const { t } = useWords()
  const { why, subject, uses } = refused
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t(`refused.${why}`, { name: subject, count: uses })}
      closable={{ onClose, 'aria-label': t('refused.close') }}
      action={
        <div className="actions">
          {why !== 'text' && why !== 'place' && (
            <Button size="small" onClick={onWriteOut}>
              {t('refused.writeOut')}
            </Button>
          )}
          <Button size="small" onClick={onText}>
            {t('refused.toText')}
          </Button>
        </div>
      }
    />
  )
}
