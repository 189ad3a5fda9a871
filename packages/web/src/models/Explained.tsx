import type { Run } from '@xiezhi/platform/contract/models'
import { useTranslation } from 'react-i18next'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'

/** Why rules found nothing or far less than before: what to look at, in sentences. */
export const Explained = ({ run }: { readonly run: Run }) => {
  const { t } = useTranslation()
  return (
    <Panel title={t('runs.explained')}>
      <div className="stack">
        <p className="soft">{t('runs.explainedText')}</p>
        {run.explained.map((one, at) => (
          // Parts of one rule have one id.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <article key={at} className="explained">
            <h3>
              <code>{one.rule}</code> {one.title} <Pill tone="warning">{t(`runs.explainedKind.${one.kind}`)}</Pill>
            </h3>
            <ul>
              {one.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </article>
        ))}
      </div>
    </Panel>
  )
}
