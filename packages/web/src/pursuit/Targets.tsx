import { Link } from '@tanstack/react-router'
import type { resolvePursuit } from '@xiezhi/platform/contract/pursuit'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

interface Props {
  readonly title: string
  readonly targets: z.infer<typeof resolvePursuit.response>['items']
  readonly onChoose?: () => void
}

/** What may be meant. */
export const Targets = ({ title, targets, onChoose }: Props) => {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <p>{title}</p>
      <ul className="pursuit-targets">
        {targets.map((target) => (
          <li key={`${target.kind} ${target.key}`}>
            <Link
              to="/pursuit"
              search={{ kind: target.kind, key: target.key }}
              className="link-button plain"
              {...(onChoose ? { onClick: onChoose } : {})}
            >
              {t('pursuit.asKind', { kind: t(`pursuit.kind.${target.kind}`), label: target.label })}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
