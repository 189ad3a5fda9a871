import { Link } from '@tanstack/react-router'
import type { ModelDetail } from '@xiezhi/platform/contract/models'
import { useTranslation } from 'react-i18next'
import { listOf } from '../clues/desk.ts'
import { BasisList } from '../law/BasisList.tsx'
import { Facts } from '../ui/Facts.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ExclusionName } from './ExclusionName.tsx'
import { ParameterTable } from './ParameterTable.tsx'

/** Every rule in words, with the articles it rests on and what it leaves out. */
export const RuleList = ({ model }: { readonly model: ModelDetail }) => {
  const { t } = useTranslation()
  return (
    <div className="stack">
      {model.basis.length > 0 && (
        <p>
          <span className="soft">{t('models.basis')}</span> <BasisList basis={model.basis} />
        </p>
      )}
      {model.ruleList.map((rule) => (
        <article key={rule.id} className="rule" aria-labelledby={`rule-${rule.id}`}>
          <div className="rule-head">
            <h2 id={`rule-${rule.id}`}>
              <code>{rule.id}</code> {rule.title}
            </h2>
            <span className="pills">
              <Pill tone={rule.output === 'clue' ? 'info' : 'neutral'}>{t(`models.output.${rule.output}`)}</Pill>
              {rule.lacks.length > 0 && <Pill tone="warning">{t('models.cannotRun')}</Pill>}
            </span>
          </div>
          <p className="rule-words">{rule.words}</p>
          <Facts
            facts={[
              ...(rule.lacks.length > 0 ? [{ label: t('models.lacking'), value: rule.lacks.join('、'), wide: true }] : []),
              { label: t('clues.basis'), value: rule.basis.length > 0 ? <BasisList basis={rule.basis} /> : '—', wide: true },
              {
                label: t('models.exclusions'),
                wide: true,
                value:
                  rule.exclusions.length === 0 ? (
                    '—'
                  ) : (
                    <ul>
                      {rule.exclusions.map((exclusion) => (
                        <li key={exclusion.id}>
                          <ExclusionName {...exclusion} />
                          {exclusion.needs.length > 0 && (
                            <span className="soft">{t('models.exclusionNeeds', { what: exclusion.needs.join('、') })}</span>
                          )}
                          {exclusion.lacks.length > 0 && (
                            <>
                              {' '}
                              <Pill tone="warning">{t('models.exclusionLacks', { what: exclusion.lacks.join('、') })}</Pill>
                            </>
                          )}
                        </li>
                      ))}
                    </ul>
                  ),
              },
              { label: t('models.needs'), value: rule.needs.join('、') || '—', wide: true },
              { label: t('clues.score'), value: <code>{rule.score}</code>, wide: true },
            ]}
          />
          <p>
            <Link to={listOf(model.patrol)} search={{ model: model.id, rule: rule.id }}>
              {t('models.cluesOfRule')}
            </Link>
          </p>
        </article>
      ))}
      {model.parameters.length > 0 && <ParameterTable parameters={model.parameters} />}
    </div>
  )
}
