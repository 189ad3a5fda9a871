import { Link } from '@tanstack/react-router'
import type { PursuitEntry } from '@xiezhi/platform/contract/pursuit'
import { useTranslation } from 'react-i18next'
import { Cell } from '../data/Cell.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'

/** Facts of a row that are read at a glance; the others open. */
const glance = 6
const isShort = (value: PursuitEntry['fields'][number]['value']): boolean => String(value).length <= 24

/** What the heading of the entry or of the page has said already is not said first. */
const Fields = ({ fields, known }: Pick<PursuitEntry, 'fields'> & { readonly known: readonly string[] }) => {
  const { t } = useTranslation()
  const first = fields.filter(({ value }) => isShort(value) && !known.includes(String(value))).slice(0, glance)
  const rest = fields.filter((field) => !first.includes(field))
  const list = (some: typeof fields) => (
    <dl className="pursuit-fields">
      {some.map((field) => (
        <div key={field.name}>
          <dt>{field.label}</dt>
          <dd>
            <Cell value={field.value} type={field.type} />
          </dd>
        </div>
      ))}
    </dl>
  )
  return (
    <>
      {list(first)}
      {rest.length > 0 && (
        <details className="no-print">
          <summary>{t('pursuit.more', { count: rest.length })}</summary>
          <dl className="pursuit-fields pursuit-whole">
            {rest.map((field) => (
              <div key={field.name}>
                <dt>{field.label}</dt>
                <dd>{typeof field.value === 'string' ? field.value : <Cell value={field.value} type={field.type} />}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  )
}

const tones = { row: 'neutral', clue: 'danger', act: 'info' } as const

const Entry = ({ entry, known }: { readonly entry: PursuitEntry; readonly known: readonly string[] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li className={`pursuit-entry pursuit-${entry.kind}`}>
      <div className="pursuit-day number">{entry.day ? format.day(entry.day) : t('pursuit.undated')}</div>
      <div className="pursuit-what">
        <p className="pursuit-head">
          <strong>{entry.what || t('pursuit.row')}</strong>{' '}
          {entry.kind === 'row' ? (
            <Link to="/data/$id" params={{ id: entry.source.id }}>
              <Pill tone={tones[entry.kind]}>{entry.source.title}</Pill>
            </Link>
          ) : (
            <Pill tone={tones[entry.kind]}>{entry.source.title}</Pill>
          )}{' '}
          {entry.as && <span className="soft">{t('pursuit.as', { as: entry.as })}</span>}
        </p>
        {entry.clueId ? (
          <p>
            <Link to="/clues/$id" params={{ id: entry.clueId }}>
              {entry.title}
            </Link>
          </p>
        ) : (
          <p>{entry.title}</p>
        )}
        {entry.fields.length > 0 && <Fields fields={entry.fields} known={[...known, entry.title]} />}
        {entry.file && (
          <p className="soft pursuit-file">
            {entry.file.sheet
              ? t('clues.sourceSheet', { file: entry.file.name, sheet: entry.file.sheet, row: entry.file.rowNo })
              : t('clues.source', { file: entry.file.name, row: entry.file.rowNo })}
          </p>
        )}
      </div>
    </li>
  )
}

/** Entries in the order of the answer, a heading a year. */
export const PursuitEntries = ({
  entries,
  label,
  known,
}: {
  readonly entries: readonly PursuitEntry[]
  readonly label: string
  readonly known: readonly string[]
}) => {
  const { t } = useTranslation()
  const years: { year: string; entries: PursuitEntry[] }[] = []
  for (const entry of entries) {
    const year = entry.day?.slice(0, 4) ?? ''
    const last = years.at(-1)
    if (last?.year === year) last.entries.push(entry)
    else years.push({ year, entries: [entry] })
  }
  return (
    <div className="pursuit-line">
      {years.map(({ year, entries: own }) => (
        <section key={year} aria-label={year ? t('pursuit.yearOf', { label, year }) : t('pursuit.undated')}>
          <h2 className="pursuit-year">{year || t('pursuit.undated')}</h2>
          <ol>
            {own.map((entry) => (
              <Entry key={entry.id} entry={entry} known={known} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
