import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { getDataset, listDatasets } from '@xiezhi/platform/contract/data'
import { correctColumns, type FileImport, getImport, type ImportPart, listImports, previewColumns } from '@xiezhi/platform/contract/imports'
import { Alert, Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { Failure, useErrorText } from '../ui/Failure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useSearchText } from '../ui/use-list.ts'
import { ColumnPreview } from './ColumnPreview.tsx'
import './data.css'

/** A choice that no field can be called by: the column is none of the standard's. */
const unused = '-'

const Editor = ({ file, part }: { readonly file: FileImport; readonly part: ImportPart }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const errorText = useErrorText()
  const [dataset, setDataset] = useState(part.dataset ?? undefined)
  const [mapping, setMapping] = useState<Readonly<Record<string, string | null>>>({})
  const [remember, setRemember] = useState(true)
  const datasets = useEndpoint(listDatasets, { query: { size: 200 } }).data?.items ?? []
  const standard = useEndpoint(getDataset, { params: { id: dataset ?? '' } }, { enabled: dataset !== undefined }).data
  const said = { part: part.inspection.sheet, dataset: dataset ?? '', mapping }
  const preview = useEndpoint(previewColumns, { params: { id: file.id }, body: said }, { enabled: dataset !== undefined, keepLast: true })
  const correct = useMutation({
    mutationFn: () => call(correctColumns, { params: { id: file.id }, body: { ...said, remember } }),
    onSuccess: (next) => {
      forget(listImports)
      void navigate({ to: '/imports/$id', params: { id: next.id } })
    },
  })
  const fields = (standard?.fields ?? []).map((field) => ({ value: field.name, label: `${field.label} ${field.name}` }))
  const labels = new Map((standard?.fields ?? []).map((field) => [field.name, field.label]))
  const options = [{ value: unused, label: t('columns.unused') }, ...fields]
  const changed = Object.keys(mapping).length > 0 || dataset !== part.dataset
  return (
    <>
      <Panel title={t('columns.what')}>
        <div className="columns-dataset">
          <label htmlFor="columns-dataset">{t('columns.dataset')}</label>
          <Select
            id="columns-dataset"
            showSearch={{ optionFilterProp: 'label' }}
            value={dataset ?? null}
            placeholder={t('columns.chooseDataset')}
            options={datasets.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(chosen: string | null) => {
              setDataset(chosen ?? undefined)
              setMapping({})
            }}
          />
        </div>
      </Panel>
      {dataset !== undefined && preview.error && !preview.data && <Failure error={preview.error} />}
      {dataset !== undefined && preview.isPending && <Loading />}
      {preview.data && (
        <>
          <Panel title={t('columns.title', { count: preview.data.columns.length })} className="flush">
            <ScrollTable label={t('imports.mapping')}>
              <thead>
                <tr>
                  <th scope="col">{t('imports.fileColumn')}</th>
                  <th scope="col">{t('columns.samples')}</th>
                  <th scope="col">{t('imports.field')}</th>
                  <th scope="col">{t('imports.recognisedBy')}</th>
                </tr>
              </thead>
              <tbody>
                {preview.data.columns.map((one) => (
                  <tr key={one.column}>
                    <th scope="row">{one.column || t('columns.noHeading')}</th>
                    <td className="columns-samples">
                      {one.samples.length === 0 ? <span className="soft">{t('columns.empty')}</span> : one.samples.join('；')}
                    </td>
                    <td>
                      <Select
                        className="columns-field"
                        aria-label={t('columns.fieldOf', { column: one.column })}
                        showSearch={{ optionFilterProp: 'label' }}
                        value={one.field ?? unused}
                        options={options}
                        onChange={(field: string) => setMapping({ ...mapping, [one.column]: field === unused ? null : field })}
                      />
                      {one.suggested && (
                        <div className="columns-suggested">
                          <span className="soft">{t('columns.suggested', { reason: one.suggested.reason })}</span>
                          {one.suggested.fields.map((field) => (
                            <Button
                              key={field}
                              size="small"
                              aria-label={t('columns.takeFor', {
                                column: one.column || t('columns.noHeading'),
                                field: labels.get(field) ?? field,
                              })}
                              onClick={() => setMapping({ ...mapping, [one.column]: field })}
                            >
                              {labels.get(field) ?? field}
                            </Button>
                          ))}
                        </div>
                      )}
                    </td>
                    <td>{one.by ? t(one.column in mapping ? 'columns.bySaid' : `imports.by_${one.by}`) : '—'}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          </Panel>
          <ColumnPreview preview={preview.data} waiting={preview.isPlaceholderData} />
          {preview.error && <Alert type="error" showIcon title={errorText(preview.error)} />}
          {correct.error && <Alert type="error" showIcon title={errorText(correct.error)} />}
          <Panel title={t('columns.bring')}>
            <p>{t('columns.bringText')}</p>
            <p>
              <Checkbox checked={remember} onChange={(event) => setRemember(event.target.checked)}>
                {file.source ? t('columns.rememberSource', { name: file.source.name }) : t('columns.rememberNone')}
              </Checkbox>
            </p>
            <div className="actions">
              <Button
                type="primary"
                disabled={!changed || preview.isPlaceholderData}
                loading={correct.isPending}
                onClick={() => correct.mutate()}
              >
                {t('columns.correct')}
              </Button>
              {changed && (
                <Button
                  onClick={() => {
                    setDataset(part.dataset ?? undefined)
                    setMapping({})
                  }}
                >
                  {t('columns.undo')}
                </Button>
              )}
            </div>
          </Panel>
        </>
      )}
    </>
  )
}

/** Which column of a table of a file is which field, said by a person, with what comes of it before it is brought in. */
export const ColumnsPage = () => {
  const { t } = useTranslation()
  const { id = '' } = useParams({ strict: false })
  const [search] = useSearchText()
  const query = useEndpoint(getImport, { params: { id } })
  return (
    <Answered query={query}>
      {(file) => {
        const part = file.parts.find((one) => (one.inspection.sheet ?? '') === (search.part ?? '')) ?? file.parts[0]
        return (
          <>
            <PageHeader
              title={t('columns.pageTitle', { file: part?.inspection.sheet ?? file.file })}
              above={
                <Link to="/imports/$id" params={{ id }}>
                  {file.file}
                </Link>
              }
              text={t('columns.text')}
            />
            {part ? <Editor key={part.inspection.sheet} file={file} part={part} /> : <StateMessage title={t('columns.nothing')} />}
          </>
        )
      }}
    </Answered>
  )
}
