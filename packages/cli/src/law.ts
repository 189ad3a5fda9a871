import {
  dataMessages,
  documentMessages,
  folderMessages,
  lawCommandMessages,
  lawInForce,
  lawMessages,
  lawServiceTexts,
  listLaw,
  loadLawInto,
  type Message,
  say,
  storeMessages,
} from '@xiezhi/platform/local'
import type { Command } from 'commander'

const messages = {
  ...dataMessages,
  ...documentMessages,
  ...folderMessages,
  ...storeMessages,
  ...lawMessages,
  ...lawServiceTexts,
  ...lawCommandMessages,
}
const text = (code: string, values: Record<string, string | number> = {}): string => say(messages, { code, values })
const note = (line: string): void => void process.stderr.write(`${line}\n`)

type Ended = { readonly done: Message } | { readonly refusal: Message; readonly exitCode: 1 | 2 | 3 }
function tell(outcome: Ended): void {
  note(say(messages, 'done' in outcome ? outcome.done : outcome.refusal))
  if ('refusal' in outcome) process.exitCode = outcome.exitCode
}

/** `--data` names the folder as XIEZHI_DATA does. */
const inFolder = ({ data }: { readonly data?: string }): void => {
  if (data !== undefined) process.env.XIEZHI_DATA = data
}

/** `xiezhi law`: statute texts of a data folder, with no server running. */
export const register = (program: Command): void => {
  const law = program.command('law').description(text('law.command'))
  law
    .command('load')
    .description(text('law.load-command'))
    .argument('<FOLDER>', text('law.load-folder'))
    .option('--data <dir>', text('law.option-data'))
    .action(async (folder: string, options: { readonly data?: string }) => {
      inFolder(options)
      const stopping = new AbortController()
      process.once('SIGINT', () => stopping.abort())
      const outcome = await loadLawInto(folder, { signal: stopping.signal, onProgress: progressLine() })
      const { report } = outcome
      for (const { file, reason } of report?.refused ?? []) note(text('law.refused', { file, reason: told(reason) }))
      const reasons = new Map<string, number>()
      for (const { reason } of report?.aside ?? []) reasons.set(told(reason), (reasons.get(told(reason)) ?? 0) + 1)
      for (const [reason, count] of reasons) note(text('law.aside', { count, reason }))
      tell(outcome)
      if ('done' in outcome && report && report.refused.length > 0) process.exitCode = 2
    })
  law
    .command('list')
    .description(text('law.list-command'))
    .option('--data <dir>', text('law.option-data'))
    .action(async (options: { readonly data?: string }) => {
      inFolder(options)
      const outcome = await listLaw()
      if (!outcome.versions) return tell(outcome)
      for (const one of outcome.versions)
        process.stdout.write(
          `${text('law.listed', {
            law: one.law,
            version: one.versionDate ?? text('law.undated'),
            from: one.effectiveFrom ?? text('law.unknown-day'),
            to: one.endedOn === null ? '' : text('law.until', { day: one.endedOn }),
            articles: one.articles,
            aside: one.aside === null ? '' : text('law.listed-aside', { reason: text(one.aside) }),
          })}\n`,
        )
    })
  law
    .command('in-force')
    .description(text('law.in-force-command'))
    .argument('<LAW>', text('law.argument-law'))
    .argument('<ARTICLE>', text('law.argument-article'))
    .option('--on <day>', text('law.option-on'))
    .option('--data <dir>', text('law.option-data'))
    .action(async (name: string, article: string, options: { readonly on?: string; readonly data?: string }) => {
      inFolder(options)
      const outcome = await lawInForce(name, article, options.on)
      tell(outcome)
      if (outcome.text !== undefined) process.stdout.write(`${outcome.text}\n`)
    })
}

const told = ({ code, values }: { readonly code: string; readonly values?: Message['values'] | undefined }): string =>
  say(messages, values ? { code, values } : { code })

/** How far the load is, on one line of a terminal; nothing in a log. */
function progressLine(): (progress: { readonly stage: string; readonly done: number; readonly total: number | null }) => void {
  if (!process.stderr.isTTY) return () => undefined
  return ({ stage, done, total }) => void process.stderr.write(`\r\u001b[K${stage}${total === null ? '' : ` ${done}/${total}`}`)
}
