import { LockOutlined, UserOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { signIn } from '@xiezhi/platform/contract/session'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageButton, SchemeButton } from '../app/Header.tsx'
import { call } from '../app/http.ts'
import { enter } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { Mark } from '../ui/Mark.tsx'
import './access.css'

/** Only addresses of this application may be returned to. */
const safe = (to: string | undefined): string => (to && /^\/(?!\/|\\)/.test(to) ? to : '/')

export const SignInPage = () => {
  const { t } = useTranslation()
  const router = useRouter()
  const search: Readonly<Record<string, string>> = useSearch({ strict: false })
  const errorText = useErrorText()
  useEffect(() => {
    document.title = `${t('access.signIn')} · ${t('app.name')}`
  }, [t])
  const attempt = useMutation({
    mutationFn: (body: { account: string; password: string }) => call(signIn, { body }),
    onSuccess: (me) => {
      enter(me)
      router.history.push(me.mustChangePassword ? '/first-password' : safe(search.to))
    },
  })
  return (
    <div className="door">
      <div className="door-tools lonely-top">
        <LanguageButton />
        <SchemeButton />
      </div>
      <main className="door-card" id="main">
        <div className="door-brand">
          <Mark className="door-mark" />
          <h1>
            <span className="door-name">{t('app.short')}</span>
            <span className="door-long">{t('app.long')}</span>
          </h1>
        </div>
        <Form layout="vertical" requiredMark={false} onFinish={attempt.mutate} disabled={attempt.isPending}>
          <div aria-live="assertive">
            {attempt.error && <Alert type="error" showIcon title={errorText(attempt.error)} className="door-alert" />}
          </div>
          <Form.Item name="account" label={t('access.account')} rules={[{ required: true, message: t('access.accountMissing') }]}>
            <Input prefix={<UserOutlined aria-hidden="true" />} size="large" autoComplete="username" autoFocus spellCheck={false} />
          </Form.Item>
          <Form.Item name="password" label={t('access.password')} rules={[{ required: true, message: t('access.passwordMissing') }]}>
            <Input.Password prefix={<LockOutlined aria-hidden="true" />} size="large" autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={attempt.isPending}>
            {t('access.signIn')}
          </Button>
        </Form>
        <p className="soft door-note">{t('access.note')}</p>
      </main>
    </div>
  )
}
