import { Link } from '@tanstack/react-router'
import type { Overview } from '@xiezhi/platform/contract/overview'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.ts'
import { Mark } from '../ui/Mark.tsx'
import { StepLinks } from './NextSteps.tsx'

const steps = ['one', 'two', 'three'] as const

/** The home page of an office that has no data yet. */
export const FirstSteps = ({ steps: all }: { readonly steps: Overview['next'] }) => {
  // The panel itself says to upload; what is under way beside it is said below.
  const next = all.filter(({ code }) => code !== 'upload')
  const { t } = useTranslation()
  const mayImport = useMay('data.import')
  return (
    <section className="panel first-steps" aria-labelledby="first-steps">
      <Mark className="first-steps-mark" />
      <h2 id="first-steps">{t('home.firstTitle')}</h2>
      <p className="soft">{t('home.firstText')}</p>
      <ol>
        {steps.map((step, place) => (
          <li key={step}>
            <span className="first-steps-number" aria-hidden="true">
              {place + 1}
            </span>
            <div>
              <h3>{t(`home.first.${step}`)}</h3>
              <p className="soft">{t(`home.firstNote.${step}`)}</p>
            </div>
          </li>
        ))}
      </ol>
      <div className="actions centred">
        {mayImport && (
          <Link to="/imports" className="link-button">
            {t('imports.bring')}
          </Link>
        )}
        <Link to="/models" className="link-button plain">
          {t('home.seeModels')}
        </Link>
      </div>
      {next.length > 0 && <StepLinks steps={next} />}
    </section>
  )
}
