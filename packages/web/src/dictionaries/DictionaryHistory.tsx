import { useMutation } from '@tanstack/react-query'
import { type DictionaryDetail, getDictionary, listCodes, listDictionaries, undoLoad } from '@xiezhi/platform/contract/dictionaries'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { ImpactNote } from '../impact/ImpactNote.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'

/** Who loaded what and why; the table in force can be taken back. */
export const DictionaryHistory = ({ dictionary, mayUndo }: { readonly dictionary: DictionaryDetail; readonly mayUndo: boolean }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const undo = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      call(undoLoad, { params: { id: dictionary.id }, body: { reason: reason.trim(), seq: dictionary.seq } }),
    onSuccess: () => {
      setAsking(false)
      forget(getDictionary, listDictionaries, listCodes)
    },
  })
  return (
    <Panel
      title={t('dictionaries.history')}
      className="flush"
      extra={
        mayUndo &&
        dictionary.loaded && (
          <Button danger onClick={() => setAsking(true)}>
            {t('dictionaries.undo')}
          </Button>
        )
      }
    >
      <ScrollTable label={t('dictionaries.history')}>
        <thead>
          <tr>
            <th scope="col">{t('dictionaries.number')}</th>
            <th scope="col">{t('dictionaries.what')}</th>
            <th scope="col">{t('dictionaries.codes')}</th>
            <th scope="col">{t('dictionaries.source')}</th>
            <th scope="col">{t('dictionaries.reason')}</th>
            <th scope="col">{t('dictionaries.by')}</th>
          </tr>
        </thead>
        <tbody>
          {dictionary.history.map((one) => (
            <tr key={one.seq}>
              <td className="nowrap">{one.seq}</td>
              <td className="nowrap">
                {one.undoes === null ? t('dictionaries.load') : t('dictionaries.undoes', { seq: one.undoes })}{' '}
                {one.inForce && dictionary.loaded && <Pill tone="success">{t('dictionaries.inForce')}</Pill>}
              </td>
              <td className="number">{formatCount(one.codes)}</td>
              <td>{one.source}</td>
              <td>{one.reason}</td>
              <td className="nowrap">
                {one.by}
                <br />
                <span className="soft">{format.moment(one.at)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <Modal title={t('dictionaries.undoTitle')} open={asking} footer={null} onCancel={() => setAsking(false)} destroyOnHidden>
        <div className="stack">
          <p>{t('dictionaries.undoText')}</p>
          <ImpactNote change={{ kind: 'dictionary', dictionary: dictionary.id }} />
          {undo.error && <Alert type="error" showIcon title={errorText(undo.error)} />}
          <Form<{ reason: string }> layout="vertical" requiredMark={false} onFinish={undo.mutate}>
            <Form.Item
              name="reason"
              label={t('dictionaries.reason')}
              rules={[{ required: true, whitespace: true, min: 2, message: t('limits.reasonMissing') }]}
            >
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
            <Button type="primary" danger htmlType="submit" loading={undo.isPending}>
              {t('dictionaries.undo')}
            </Button>
          </Form>
        </div>
      </Modal>
    </Panel>
  )
}
