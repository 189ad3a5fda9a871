import { SearchOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { resolvePursuit } from '@xiezhi/platform/contract/pursuit'
import { Alert, Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { Targets } from './Targets.tsx'

/** What is typed in is sent to be made a key at once: a person's number is in no address and in no list of recent words. */
export const PursuitSearch = () => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const resolve = useMutation({
    mutationFn: () => call(resolvePursuit, { body: { text: text.trim() } }),
    onSuccess: ({ items }) => {
      const [only] = items
      if (items.length !== 1 || !only) return
      setText('')
      void navigate({ to: '/pursuit', search: { kind: only.kind, key: only.key } })
    },
  })
  const send = () => {
    if (text.trim() !== '') resolve.mutate()
  }
  const choices = resolve.data && resolve.data.items.length > 1 ? resolve.data.items : []
  return (
    <section className="panel pursuit-search" aria-label={t('pursuit.search')}>
      <Space.Compact block>
        <Input
          size="large"
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={t('pursuit.search')}
          placeholder={t('pursuit.search')}
          value={text}
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          onChange={(event) => {
            setText(event.target.value)
            resolve.reset()
          }}
          onPressEnter={send}
        />
        <Button size="large" type="primary" loading={resolve.isPending} onClick={send}>
          {t('pursuit.go')}
        </Button>
      </Space.Compact>
      <p className="soft">{t('pursuit.searchText')}</p>
      <div aria-live="polite">
        {resolve.error && <Alert type="warning" showIcon title={errorText(resolve.error)} />}
        {choices.length > 0 && <Targets title={t('pursuit.which')} targets={choices} onChoose={() => resolve.reset()} />}
        {resolve.data?.more && <p className="soft">{t('pursuit.moreNamesakes')}</p>}
      </div>
    </section>
  )
}
