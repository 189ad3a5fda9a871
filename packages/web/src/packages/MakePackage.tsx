import { ExportOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { listModels } from '@xiezhi/platform/contract/models'
import { downloadPackage } from '@xiezhi/platform/contract/packages'
import { Alert, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { download } from '../app/http.ts'
import { useEndpoint } from '../app/query.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { useWords } from './words.ts'

interface Wanted {
  readonly models: string[]
  readonly licence: string
  readonly note: string
}

/** Models as one signed file to take to other offices. */
export const MakePackage = ({ first }: { readonly first?: string }) => {
  const { t } = useWords()
  const errorText = useErrorText()
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Wanted>()
  const models = useEndpoint(listModels, { query: { size: 200 } }, { enabled: open })
  const make = useMutation({
    mutationFn: ({ models: ids, licence, note }: Wanted) =>
      download(downloadPackage, { query: { models: ids.join(','), licence, note: note.trim() } }),
    onSuccess: () => setOpen(false),
  })
  return (
    <>
      <Button type="primary" icon={<ExportOutlined aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t('make.button')}
      </Button>
      <Modal
        open={open}
        title={t('make.button')}
        okText={t('make.ok')}
        cancelText={t('make.cancel')}
        confirmLoading={make.isPending}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
        forceRender
      >
        <Form<Wanted>
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={make.mutate}
          initialValues={{ models: first ? [first] : [], licence: 'CC-BY-4.0', note: '' }}
        >
          {make.error && <Alert type="error" showIcon title={errorText(make.error)} />}
          {models.error && <Alert type="error" showIcon title={errorText(models.error)} />}
          <Form.Item
            name="models"
            label={t('make.models')}
            extra={t('make.modelsText')}
            rules={[{ required: true, type: 'array', min: 1, message: t('make.modelsMissing') }]}
          >
            <Select
              mode="multiple"
              loading={models.isPending}
              showSearch={{ optionFilterProp: 'label' }}
              options={models.data?.items.map(({ id, title, version }) => ({ value: id, label: `${title} ${version}` })) ?? []}
            />
          </Form.Item>
          <Form.Item
            name="licence"
            label={t('make.licence')}
            extra={t('make.licenceText')}
            rules={[{ required: true, whitespace: true, message: t('make.licenceMissing') }]}
          >
            <Input maxLength={2000} autoComplete="off" />
          </Form.Item>
          <Form.Item name="note" label={t('make.note')}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
