import type { TextCheck } from '@xiezhi/platform/contract/law-check'
import { useTranslation } from 'react-i18next'
import { articleText, chineseNumber } from '../../ui/article.ts'
import { writeDays } from '../../ui/format.ts'
import { useFormat } from '../../ui/use-format.ts'
import { articleOf, bookTitle } from '../law-names.ts'
import { placeText } from './findings.ts'

/** The check as plain text, to be pasted into a letter or a file. */
export const useReport = () => {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const language = i18n.language
  return (check: TextCheck): string => {
    const faults = check.citations.flatMap((citation) =>
      citation.faults.map((fault) => {
        const cited = citation.law ? `${bookTitle(citation.law)}${placeText(citation, chineseNumber, language)}` : citation.raw
        const instead = fault.instead
          ? `${t('check.instead')}${articleOf(fault.instead.law, fault.instead.article, fault.instead.sub, language)}`
          : ''
        return `[${t(`severity.${fault.severity}`)}] ${cited} · ${t(`check.kind.${fault.kind}`)}\n${writeDays(fault.explanation, language)}${instead && `\n${instead}`}`
      }),
    )
    const general = check.general.map(
      (fault) => `[${t(`severity.${fault.severity}`)}] ${t(`check.kind.${fault.kind}`)}\n${writeDays(fault.explanation, language)}`,
    )
    const found = [...general, ...faults]
    const limits = check.limits.map(
      (limit) =>
        `${limit.title}（${bookTitle(limit.law)}${articleText(limit.article, language)}）：${format.day(limit.due)}${limit.provisional ? ` ${t('clues.provisional')}` : ''}\n${limit.steps.map((step, at) => `  ${at + 1}. ${writeDays(step, language)}`).join('\n')}`,
    )
    const part = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [title, ...lines, ''])
    return [
      t('nav.lawCheck'),
      `${t('ui.labelled', { label: t('check.decisionDate') })}${format.day(check.decisionDate)}`,
      `${t('ui.labelled', { label: t('check.actDate') })}${format.day(check.actDate)}`,
      '',
      ...(found.length === 0
        ? [check.citations.length > 0 ? t('check.faultless', { count: check.citations.length }) : t('check.noCitations'), '']
        : part(
            t('check.faults', { count: found.length, citations: check.citations.length }),
            found.map((line, at) => `${at + 1}. ${line}`),
          )),
      ...part(
        t('check.amounts', { count: check.amounts.length }),
        check.amounts.map((amount) => `${amount.raw} = ${format.money(amount.yuan)}（${t(`check.amount.${amount.kind}`)}）`),
      ),
      ...part(
        t('check.dates', { count: check.dates.length }),
        check.dates.map((date) => `${date.raw} = ${format.day(date.iso)}`),
      ),
      ...part(t('check.limits'), limits),
    ]
      .join('\n')
      .trim()
  }
}
