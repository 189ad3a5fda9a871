import { Alert, Form, type FormInstance, Modal, type ModalProps } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from './Failure.tsx'

interface Props<Entered extends object> extends Pick<ModalProps, 'width' | 'okButtonProps' | 'destroyOnHidden'> {
  readonly open: boolean
  readonly title: ReactNode
  readonly okText: string
  readonly form: FormInstance<Entered>
  /** What is done with what was entered; while it is under way the dialog waits, and what is refused is told above the fields. */
  readonly save: { readonly isPending: boolean; readonly error: Error | null; readonly mutate: (entered: Entered) => void }
  readonly onClose: () => void
  readonly initialValues?: Partial<Entered>
  /** Fields are named after it where two forms of a page have fields alike. */
  readonly name?: string
  /** What is said above the form. */
  readonly lead?: ReactNode
  readonly children: ReactNode
}

/** A form in a dialog: entered, sent, and closed by whoever opened it once it is done. */
export const FormDialog = <Entered extends object>({
  open,
  title,
  okText,
  form,
  save,
  onClose,
  initialValues,
  name,
  lead,
  children,
  ...modal
}: Props<Entered>) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  return (
    <Modal
      open={open}
      title={title}
      okText={okText}
      cancelText={t('ui.cancel')}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
      forceRender={!modal.destroyOnHidden}
      {...modal}
    >
      {lead}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={save.mutate}
        // Opened again it begins anew, not with what was entered last.
        preserve={!modal.destroyOnHidden}
        {...(name ? { name } : {})}
        {...(initialValues ? { initialValues } : {})}
      >
        {save.error && <Alert type="error" showIcon title={errorText(save.error)} className="form-alert" />}
        {children}
      </Form>
    </Modal>
  )
}
