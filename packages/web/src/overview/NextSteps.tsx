import { RightOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { Overview } from '@xiezhi/platform/contract/overview'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'

/** The server gives addresses as text; the router wants path and state apart. */
export const targetOf = (href: string): { readonly to: string; readonly search: Record<string, string> } => {
  const [to = '/', query = ''] = href.split('?')
  return { to, search: Object.fromEntries(new URLSearchParams(query)) }
}

export const StepLinks = ({ steps }: { readonly steps: Overview['next'] }) => (
  <ul className="next-steps">
    {steps.map((step) => (
      <li key={step.code}>
        <Link {...targetOf(step.href)}>
          <span>{step.text}</span>
          {step.count > 0 && <strong className="number">{formatCount(step.count)}</strong>}
          <RightOutlined aria-hidden="true" />
        </Link>
      </li>
    ))}
  </ul>
)

export const NextSteps = ({ steps }: { readonly steps: Overview['next'] }) => {
  const { t } = useTranslation()
  return (
    <Panel title={t('home.next')}>{steps.length > 0 ? <StepLinks steps={steps} /> : <p className="soft">{t('home.nothingNext')}</p>}</Panel>
  )
}
