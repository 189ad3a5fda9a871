import { useMutation } from '@tanstack/react-query'
import { listDatasets } from '@xiezhi/platform/contract/data'
import { changeDatabase, createDatabase, type DatabaseLink, listDatabases, tryDatabase } from '@xiezhi/platform/contract/databases'
import { Alert, AutoComplete, Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { type Entered, empty, enteredOf, factsOf, usualPort } from './database-form.ts'

interface Props {
  readonly source: string
  readonly link: DatabaseLink | 'new' | undefined
  /** Hosts that the server may ask. */
  readonly addresses: readonly string[]
  readonly onClose: () => void
}

/** A database as a way in: where it is, what is read, from where on; tried and looked at before it is kept. */
export const DatabaseForm = ({ source, link, addresses, onClose }: Props) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [form] = Form.useForm<Entered>()
  const entered = Form.useWatch([], form)
  const kept = link === 'new' ? undefined : link
  const datasets = useEndpoint(listDatasets, { query: { size: 200 } }, { enabled: link !== undefined }).data?.items ?? []
  const look = useMutation({
    mutationFn: () =>
      call(tryDatabase, {
        params: { id: source },
        body: { ...factsOf({ ...empty, ...form.getFieldsValue(true) }), link: kept?.id ?? null },
      }),
  })
  const save = useMutation({
    mutationFn: (wanted: Entered) => {
      const body = factsOf({ ...empty, ...wanted })
      return kept
        ? call(changeDatabase, { params: { id: source, link: kept.id }, body })
        : call(createDatabase, { params: { id: source }, body })
    },
    onSuccess: () => {
      forget(listDatabases)
      onClose()
    },
  })
  const { reset: resetSave } = save
  const { reset: resetLook, data: seen } = look
  useEffect(() => {
    resetSave()
    resetLook()
    if (link) form.setFieldsValue(link === 'new' ? empty : enteredOf(link))
  }, [link, form, resetSave, resetLook])
  const needed = (most: number) => [{ required: true, whitespace: true, max: most, message: t('databases.missing') }]
  const mark = seen?.columns.find(({ name }) => name === entered?.markColumn)?.mark
  return (
    <FormDialog
      open={link !== undefined}
      title={t(kept ? 'databases.edit' : 'databases.new')}
      okText={t('ui.save')}
      width={720}
      form={form}
      save={save}
      onClose={onClose}
      name="database"
    >
      <Form.Item name="name" label={t('databases.name')} extra={t('databases.nameText')} rules={needed(100)}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="engine" label={t('databases.engine')}>
        <Radio.Group
          optionType="button"
          options={[
            { value: 'postgres', label: 'PostgreSQL' },
            { value: 'mysql', label: 'MySQL / MariaDB' },
          ]}
          onChange={(event) => {
            if (event.target.value === 'postgres' || event.target.value === 'mysql')
              form.setFieldValue('port', usualPort[event.target.value === 'mysql' ? 'mysql' : 'postgres'])
          }}
        />
      </Form.Item>
      <div className="database-place">
        <Form.Item
          name="host"
          label={t('databases.host')}
          extra={t('databases.hostText', { addresses: addresses.join('、') })}
          rules={needed(253)}
        >
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="port" label={t('databases.port')}>
          <InputNumber min={1} max={65_535} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="database" label={t('databases.database')} rules={needed(128)}>
        <Input autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="username" label={t('databases.username')} extra={t('databases.usernameText')} rules={needed(128)}>
        <Input autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="password" label={t('databases.password')} extra={t(kept ? 'databases.passwordKept' : 'databases.passwordText')}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="tls" label={t('databases.tls')}>
        <Select options={(['off', 'on', 'verify'] as const).map((value) => ({ value, label: t(`databases.tls_${value}`) }))} />
      </Form.Item>
      {entered?.tls === 'verify' && (
        <Form.Item name="authority" label={t('databases.authority')} extra={t('databases.authorityText')}>
          <Input.TextArea rows={3} spellCheck={false} />
        </Form.Item>
      )}
      <Form.Item name="read" label={t('databases.read')}>
        <Radio.Group
          optionType="button"
          options={(['table', 'query'] as const).map((value) => ({ value, label: t(`databases.read_${value}`) }))}
        />
      </Form.Item>
      {entered?.read === 'query' ? (
        <Form.Item name="query" label={t('databases.query')} extra={t('databases.queryText')} rules={needed(20_000)}>
          <Input.TextArea rows={4} spellCheck={false} className="code" />
        </Form.Item>
      ) : (
        <Form.Item name="table" label={t('databases.table')} extra={t('databases.tableText')} rules={needed(257)}>
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
      )}
      <Form.Item name="dataset" label={t('databases.dataset')} extra={t('databases.datasetText')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('databases.datasetNone')}
          options={datasets.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </Form.Item>
      <Form.Item name="markColumn" label={t('databases.markColumn')} extra={t('databases.markText')}>
        <AutoComplete
          allowClear
          options={(seen?.columns ?? []).filter((column) => column.mark !== null).map(({ name }) => ({ value: name, label: name }))}
        />
      </Form.Item>
      {entered?.markColumn && mark !== 'text' && (
        <Form.Item name="lookBack" label={t('databases.lookBack')} extra={t('databases.lookBackText')}>
          <InputNumber min={0} max={1_000_000} precision={0} suffix={mark ? t(`databases.unit_${mark}`) : undefined} />
        </Form.Item>
      )}
      <Form.Item name="leaveShare" label={t('databases.leaveShare')} extra={t('databases.leaveShareText')}>
        <InputNumber min={0} max={100} precision={0} suffix="%" />
      </Form.Item>
      <div className="database-try">
        <Button onClick={() => look.mutate()} loading={look.isPending}>
          {t('databases.try')}
        </Button>
        {look.error && <Alert type="error" showIcon title={errorText(look.error)} />}
        {seen && <Alert type="success" showIcon title={t('databases.tried', { version: seen.version, count: seen.columns.length })} />}
        {seen?.columns.some(({ binary }) => binary) && (
          <Alert
            type="warning"
            showIcon
            title={t('databases.binary', { columns: seen.columns.flatMap(({ name, binary }) => (binary ? [name] : [])).join('、') })}
          />
        )}
      </div>
      {seen && (
        <ScrollTable label={t('databases.preview')} className="database-preview">
          <thead>
            <tr>
              {seen.columns.map(({ name, type }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a query may name two columns alike
                <th key={at} scope="col">
                  {name}
                  <div className="soft">{type}</div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {seen.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
              <tr key={at}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as the headings
                  <td key={column}>{cell ?? <span className="soft">—</span>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </FormDialog>
  )
}
