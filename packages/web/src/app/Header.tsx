import { GlobalOutlined, LogoutOutlined, MenuOutlined, MoonOutlined, SunOutlined, UserOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Me } from '@xiezhi/platform/contract/session'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { UploadsUnderWay } from '../data/UploadsUnderWay.tsx'
import { Mark } from '../ui/Mark.tsx'
import { chooseLanguage } from './language.ts'
import { chooseScheme, useScheme } from './preferences.ts'
import './header.css'

export const LanguageButton = () => {
  const { t, i18n } = useTranslation()
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  return (
    <Button
      type="text"
      className="header-button"
      icon={<GlobalOutlined aria-hidden="true" />}
      lang={other}
      aria-label={t('app.otherLanguage')}
      onClick={() => void chooseLanguage(other)}
    >
      <span className="header-word">{t('app.otherLanguageShort')}</span>
    </Button>
  )
}

export const SchemeButton = () => {
  const { t } = useTranslation()
  const scheme = useScheme()
  const label = scheme === 'dark' ? t('app.light') : t('app.dark')
  return (
    <Button
      type="text"
      className="header-button"
      icon={scheme === 'dark' ? <SunOutlined aria-hidden="true" /> : <MoonOutlined aria-hidden="true" />}
      aria-label={label}
      title={label}
      onClick={() => chooseScheme(scheme === 'dark' ? 'light' : 'dark')}
    />
  )
}

interface Props {
  readonly me: Me
  readonly onLeave: () => void
  readonly onMenu: () => void
}

export const Header = ({ me, onLeave, onMenu }: Props) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <header className="shell-header">
      <Button
        type="text"
        className="header-button header-menu"
        icon={<MenuOutlined aria-hidden="true" />}
        aria-label={t('app.openMenu')}
        onClick={onMenu}
      />
      <Link to="/" className="brand" aria-label={t('app.nameToHome')}>
        <Mark />
        <span className="brand-name">{t('app.short')}</span>
        <span className="brand-long">{t('app.long')}</span>
      </Link>
      <div className="header-right">
        <UploadsUnderWay />
        <span className="header-office" title={me.organisation.name}>
          {me.organisation.name}
        </span>
        <LanguageButton />
        <SchemeButton />
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'account', icon: <UserOutlined aria-hidden="true" />, label: t('account.title') },
              { type: 'divider' },
              { key: 'leave', icon: <LogoutOutlined aria-hidden="true" />, label: t('access.signOut') },
            ],
            onClick: ({ key }) => (key === 'leave' ? onLeave() : void navigate({ to: '/account' })),
          }}
        >
          <Button
            type="text"
            className="header-button"
            icon={<UserOutlined aria-hidden="true" />}
            aria-label={t('app.accountMenu', { name: me.name })}
          >
            <span className="header-word">{me.name}</span>
          </Button>
        </Dropdown>
      </div>
    </header>
  )
}
