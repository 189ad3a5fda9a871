import { useMutation } from '@tanstack/react-query'
import { type ModelFiles, runDraftCases } from '@xiezhi/platform/contract/workshop'
import { Alert, Button, Collapse, Select } from 'antd'
import { useState } from 'react'
import { call } from '../app/http.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { CodeField } from './CodeField.tsx'
import type { Editor } from './use-editor.ts'
import { useWords } from './words.ts'
import { plainOf } from './yaml-read.ts'

const namesIn = (files: ModelFiles): readonly string[] => [
  ...new Set(Object.keys(files).flatMap((path) => /^cases\/([^/]+)\//.exec(path)?.[1] ?? [])),
]
const titleOf = (files: ModelFiles, name: string): string => {
  const head = plainOf(files[`cases/${name}/case.yml`] ?? '')
  return typeof head === 'object' && head !== null && 'title' in head ? String(head.title) : name
}

/** Cases of the model: small tables and what must come out of them. */
export const CasesTab = ({ editor }: { readonly editor: Editor }) => {
  const { t } = useWords()
  const errorText = useErrorText()
  const [open, setOpen] = useState<Readonly<Record<string, string>>>({})
  const run = useMutation({ mutationFn: (files: ModelFiles) => call(runDraftCases, { body: { files } }) })
  const names = namesIn(editor.files)
  const isOld = run.variables !== undefined && run.variables !== editor.files
  if (names.length === 0) return <StateMessage title={t('cases.none')} text={t('cases.noneText')} level={2} />
  return (
    <div className="stack">
      <div className="actions">
        <Button type="primary" loading={run.isPending} onClick={() => run.mutate(editor.files)}>
          {t('cases.run', { count: names.length })}
        </Button>
        {isOld && run.data && <span className="soft">{t('cases.changed')}</span>}
      </div>
      {run.error && <Alert type="error" showIcon title={errorText(run.error)} />}
      {run.data && !isOld && run.data.untested.length > 0 && (
        <Alert type="info" showIcon title={t('cases.untested', { list: run.data.untested.join('；') })} />
      )}
      <Collapse
        destroyOnHidden
        items={names.map((name) => {
          const result = isOld ? undefined : run.data?.cases.find((one) => one.name === name)
          const files = Object.keys(editor.files).filter((path) => path.startsWith(`cases/${name}/`))
          const shown = open[name] ?? `cases/${name}/clues.csv`
          return {
            key: name,
            label: (
              <span className="case-head">
                <span>{titleOf(editor.files, name)}</span>
                {result && <Pill tone={result.passed ? 'success' : 'danger'}>{t(result.passed ? 'cases.passed' : 'cases.failed')}</Pill>}
              </span>
            ),
            children: (
              <div className="stack">
                {result?.problems.map((problem) => (
                  <p className="field-problem" key={problem}>
                    {problem}
                  </p>
                ))}
                <div className="actions">
                  <Select
                    aria-label={t('cases.file')}
                    value={shown}
                    onChange={(path) => setOpen({ ...open, [name]: path })}
                    options={files.map((path) => ({ value: path, label: path.split('/').at(-1) }))}
                    popupMatchSelectWidth={false}
                  />
                  <Button
                    danger
                    onClick={() =>
                      editor.put(Object.fromEntries(Object.entries(editor.files).filter(([path]) => !path.startsWith(`cases/${name}/`))))
                    }
                  >
                    {t('cases.remove')}
                  </Button>
                </div>
                <CodeField
                  key={shown}
                  label={shown}
                  language="text"
                  value={editor.files[shown] ?? ''}
                  onChange={(text) => editor.change(shown, text, 'typed')}
                  onUndo={editor.undo}
                  onRedo={editor.redo}
                />
              </div>
            ),
          }
        })}
      />
    </div>
  )
}
