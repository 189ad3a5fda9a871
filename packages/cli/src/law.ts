import { createInterface } from 'node:readline/promises'
import {
  dataMessages,
  documentMessages,
  folderMessages,
  type Impact,
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
    .option('--yes', text('law.option-yes'))
    .action(async (folder: string, options: { readonly data?: string; readonly yes?: boolean }) => {
      inFolder(options)
      const stopping = new AbortController()
      process.once('SIGINT', () => stopping.abort())
      const outcome = await loadLawInto(folder, {
        signal: stopping.signal,
        onProgress: progressLine(),
        confirm: async (impact) => {
          tellTouched(impact)
          return options.yes === true || (process.stdin.isTTY && (await asked(text('law.load-ask'), stopping.signal)))
        },
      })
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

/** Models with their rules, limits and clues that a change of articles touches. */
function tellTouched({ changes, models, limits, openClues, clues }: Impact): void {
  // What is on the line of progress is past.
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  note(text('law.load-touches'))
  for (const change of changes) note(`  ${change}`)
  note(text('law.load-counts', { models: models.length, limits: limits.length, clues: openClues }))
  for (const { title, rules, through, openClues: count } of models) {
    const values = { title, rules: rules.map(({ id }) => id).join('、') || '—', through: through.join('、') }
    note(text('law.touched-model', { ...values, clues: count > 0 ? text('law.touched-model-clues', { count }) : '' }))
  }
  for (const { id, title } of limits) note(text('law.touched-limit', { id, title }))
  for (const { no, title } of clues) note(text('law.touched-clue', { no, title }))
  if (openClues > clues.length) note(text('law.touched-more-clues', { count: openClues - clues.length }))
}

async function asked(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(y|yes|是)$/i.test((await terminal.question(question, { signal })).trim())
  } catch (error) {
    if (signal.aborted) return false
    throw error
  } finally {
    terminal.close()
  }
}
