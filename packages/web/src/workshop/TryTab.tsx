import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ModelFiles, tryDraft } from '@xiezhi/platform/contract/workshop'
import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import { call } from '../app/http.ts'
import { DayField } from '../ui/DayField.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { CaseRow } from './CaseDialog.tsx'
import { useWords } from './words.ts'

/** What the model would report on the data that are here. No clue is made. */
export const TryTab = ({ id, text, onCase }: { readonly id: string; readonly text: string; readonly onCase: (row: CaseRow) => void }) => {
  const { t } = useWords()
  const errorText = useErrorText()
  const format = useFormat()
  const [asOf, setAsOf] = useState<string>()
  const stop = useRef<AbortController>(null)
  const attempt = useMutation({
    mutationFn: () => {
      stop.current = new AbortController()
      const files: ModelFiles = { 'model.yml': text }
      return call(tryDraft, { body: { files, ...(asOf ? { asOf } : {}) } }, stop.current.signal)
    },
  })
  const { data } = attempt
  const stopped = attempt.error instanceof DOMException
  return (
    <div className="stack">
      <p className="soft">{t('try.text')}</p>
      <div className="actions">
        <DayField label={t('try.asOf')} value={asOf} onChange={(day) => setAsOf(day ?? undefined)} />
        <Button type="primary" loading={attempt.isPending} onClick={() => attempt.mutate()}>
          {t('try.run')}
        </Button>
        <Link to="/trials/new" search={{ draft: id }}>
          {t('try.more')}
        </Link>
        {attempt.isPending && <Button onClick={() => stop.current?.abort()}>{t('preview.stop')}</Button>}
      </div>
      {attempt.error && !stopped && <Alert type="error" showIcon title={errorText(attempt.error)} />}
      {data && (
        <>
          <p role="status">{t('try.found', { shown: formatCount(data.total), day: format.day(data.asOf) })}</p>
          <ul className="try-rules">
            {data.rules.map((rule, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a rule are reported under one id
              <li key={at}>
                <strong>{rule.rule}</strong> {rule.title}：{' '}
                {rule.lacks.length > 0
                  ? t('try.lacks', { list: rule.lacks.join('、') })
                  : t('try.rule', { clues: formatCount(rule.clues), untested: formatCount(rule.notTested) })}
                {rule.excluded.map((one) => `；${t('try.excluded', { id: one.id, title: one.title, count: one.count })}`).join('')}
              </li>
            ))}
          </ul>
          {data.clues.length > 0 && (
            <ScrollTable label={t('try.clues')}>
              <thead>
                <tr>
                  <th scope="col">{t('preview.case')}</th>
                  <th scope="col">{t('try.rule_')}</th>
                  <th scope="col">{t('try.subject')}</th>
                  <th scope="col">{t('try.reason')}</th>
                  <th scope="col">{t('try.score')}</th>
                </tr>
              </thead>
              <tbody>
                {data.clues.map((clue, at) => (
                  <tr key={clue.id}>
                    <td>
                      {clue.rid && (
                        <Button
                          size="small"
                          onClick={() => onCase({ table: clue.table, rid: clue.rid ?? '' })}
                          aria-label={t('preview.makeCase', { nth: at + 1 })}
                        >
                          {t('preview.toCase')}
                        </Button>
                      )}
                    </td>
                    <td>{clue.rule}</td>
                    <td>{clue.subject}</td>
                    <td className="try-reason">{clue.reason}</td>
                    <td className="number">{clue.score}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )}
        </>
      )}
    </div>
  )
}
