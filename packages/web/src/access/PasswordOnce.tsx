import { Alert, Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../ui/CopyButton.tsx'

interface Props {
  readonly told: { readonly account: string; readonly password: string } | undefined
  readonly onClose: () => void
}

/** A first password, shown this once: the server keeps only its hash. */
export const PasswordOnce = ({ told, onClose }: Props) => {
  const { t } = useTranslation()
  return (
    <Modal
      open={told !== undefined}
      title={t('users.firstPassword', { account: told?.account ?? '' })}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('users.noted')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('users.firstPasswordText')} />
      <div className="password-once">
        <code>{told?.password}</code>
        <CopyButton text={told?.password ?? ''} label={t('ui.copy')} small />
      </div>
    </Modal>
  )
}
