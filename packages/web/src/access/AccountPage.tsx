import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe } from '../app/session.ts'
import { Facts } from '../ui/Facts.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { PasswordForm } from './PasswordForm.tsx'

export const AccountPage = () => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const me = useMe()
  if (!me) return null
  return (
    <>
      <PageHeader title={t('account.title')} />
      <div className="grid-2">
        <Panel title={t('account.whoIAm')}>
          <Facts
            facts={[
              { label: t('access.account'), value: me.account },
              { label: t('access.name'), value: me.name },
              { label: t('access.office'), value: me.organisation.name },
              { label: t('access.division'), value: me.organisation.divisionCode },
              { label: t('access.roles'), value: me.roles.map((role) => t(`role.${role}`)).join('、') },
              { label: t('account.may'), value: me.permissions.map((permission) => t(`permission.${permission}`)).join('、'), wide: true },
            ]}
          />
        </Panel>
        <Panel title={t('access.changePassword')}>
          <PasswordForm onDone={() => void message.success(t('access.passwordChanged'))} />
        </Panel>
      </div>
    </>
  )
}
