import { useWords } from './words.ts'

const acts = ['add', 'boxes', 'open', 'leave', 'model', 'move', 'remove', 'rows', 'offers', 'tabs', 'undo'] as const

/** The keys of the page, told on the page. */
export const KeysHelp = () => {
  const { t } = useWords()
  return (
    <details className="keys-help">
      <summary>{t('keys.title')}</summary>
      <dl>
        {acts.map((act) => (
          <div key={act}>
            <dt>
              <kbd>{t(`keys.${act}.key`)}</kbd>
            </dt>
            <dd>{t(`keys.${act}.does`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
