import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Locale } from '@xiezhi/engine/message'
import type { Catalogue } from '../catalogue.ts'
import { type CaseResult, openCaseRoom } from '../local/cases.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import type { ModelFiles } from '../store/tables.ts'
import { tell } from '../texts.ts'
import { asModel } from './wrong.ts'

/** Runs the cases among these files, or the one of this name, as `xiezhi model test` does. */
export async function runCasesOf(
  files: ModelFiles,
  catalogue: Catalogue,
  only: string | undefined,
  locale: Locale,
): Promise<readonly CaseResult[]> {
  const model = asModel(files, catalogue, 'cases', locale)
  if (isRefusal(model)) return []
  const folder = await mkdtemp(join(tmpdir(), 'xiezhi-draft-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      const place = join(folder, path)
      await mkdir(dirname(place), { recursive: true })
      await writeFile(place, text)
    }
    const room = await openCaseRoom(catalogue, [folder])
    try {
      const results: CaseResult[] = []
      for await (const result of room.run({ ...model, folder }, only)) results.push(result)
      return results
    } finally {
      room.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What no case shows either way: a rule that never speaks or never keeps silent, an exclusion that never covers or never lets pass. */
export function untestedParts(
  files: ModelFiles,
  catalogue: Catalogue,
  results: readonly CaseResult[],
  locale: Locale,
): readonly string[] | Refusal {
  const model = asModel(files, catalogue, 'cases', locale)
  if (isRefusal(model)) return model
  const say = (code: string, rule: string, exclusion = ''): string =>
    tell({ code: `workshop.untested.${code}`, values: { rule, exclusion } }, locale)
  const of = (id: string) => results.flatMap(({ rules }) => rules.filter((rule) => rule.id === id))
  return model.checked.rules.flatMap((rule) => {
    const seen = of(rule.id)
    return [
      ...(seen.some(({ clues }) => clues > 0) ? [] : [say('fires', rule.id)]),
      ...(seen.some(({ silent, notTested }) => silent + notTested > 0) ? [] : [say('silent', rule.id)]),
      ...rule.exclusions.flatMap(({ id }) => (seen.some(({ covering }) => covering.includes(id)) ? [] : [say('covers', rule.id, id)])),
    ]
  })
}
