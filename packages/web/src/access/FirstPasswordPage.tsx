import { useRouter } from '@tanstack/react-router'
import { whoAmI } from '@xiezhi/platform/contract/session'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { enter } from '../app/session.ts'
import { Mark } from '../ui/Mark.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import './access.css'

/** A first password is known to whoever opened the account: it is changed before anything else. */
export const FirstPasswordPage = () => {
  const { t } = useTranslation()
  const router = useRouter()
  useEffect(() => {
    document.title = `${t('access.firstPassword')} · ${t('app.name')}`
  }, [t])
  const goOn = async () => {
    enter(await call(whoAmI))
    router.history.push('/')
  }
  return (
    <div className="door">
      <main className="door-card" id="main">
        <div className="door-brand">
          <Mark className="door-mark" />
          <h1>
            <span className="door-name">{t('access.firstPassword')}</span>
          </h1>
        </div>
        <p className="soft door-note">{t('access.firstPasswordText')}</p>
        <PasswordForm onDone={() => void goOn()} />
      </main>
    </div>
  )
}
