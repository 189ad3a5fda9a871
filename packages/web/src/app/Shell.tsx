import { Outlet, useLocation, useMatches } from '@tanstack/react-router'
import { signOut } from '@xiezhi/platform/contract/session'
import { App as AntdApp } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../ui/format.ts'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { Watermark } from '../ui/Watermark.tsx'
import { Header } from './Header.tsx'
import { call } from './http.ts'
import { Navigation } from './Navigation.tsx'
import { useScheme } from './preferences.ts'
import { useMe } from './session.ts'
import './shell.css'

/** What stands around every page of a signed-in person. */
export const Shell = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useMe()
  const scheme = useScheme()
  const address = useLocation({ select: (location) => location.pathname })
  const needed = useMatches({ select: (matches) => matches.at(-1)?.staticData.permission })
  const [menuOpen, setMenuOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address closes the menu
  useEffect(() => setMenuOpen(false), [address])
  if (!me) return null

  const leave = async () => {
    // Signing out must work on this side even when the server is away.
    await call(signOut).catch(() => undefined)
    // A fresh page, so that nothing that was fetched stays in the memory of a shared machine.
    location.assign('/sign-in')
  }
  const today = format.day(dayInChina(new Date().toISOString()))
  const may = needed === undefined || me.permissions.includes(needed)
  return (
    <AntdApp className="shell">
      <a className="skip-link" href="#main">
        {t('app.skip')}
      </a>
      <Header me={me} onLeave={() => void leave()} onMenu={() => setMenuOpen(true)} />
      <Navigation me={me} open={menuOpen} onClose={() => setMenuOpen(false)} />
      <main id="main" tabIndex={-1} className="shell-main">
        <p className="only-print soft">{t('app.printed', { office: me.organisation.name, name: me.name, day: today })}</p>
        {may ? <Outlet /> : <StateMessage title={t('error.forbidden')} text={t('error.forbiddenText')} level={1} />}
      </main>
      <Watermark text={`${me.name} ${today}`} dark={scheme === 'dark'} />
    </AntdApp>
  )
}
