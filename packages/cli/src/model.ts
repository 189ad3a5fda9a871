import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  dialectNames,
  explainModel,
  type Finding,
  loadCatalogue,
  localMessages,
  modelMessages,
  readModel,
  runCases,
  say,
} from '@xiezhi/platform/local'
import type { Command } from 'commander'

const messages = { ...modelMessages, ...localMessages }
const text = (code: string, values: Record<string, string | number> = {}): string => say(messages, { code, values })

/** `xiezhi model`: the shelf, and what a writer of models needs. */
export const register = (program: Command): void => {
  const model = program.command('model').description(text('model.command'))

  model
    .command('list')
    .description(text('model.list'))
    .action(() => {
      for (const { id, checked } of loadCatalogue().models.values()) console.log(`${id}\t${checked.version}\t${checked.title}`)
    })

  model
    .command('check')
    .description(text('model.check'))
    .argument('<folder>')
    .action((folder: string) => {
      if (!existsSync(join(folder, 'model.yml'))) {
        console.error(text('model.no-folder', { folder }))
        process.exitCode = 1
        return
      }
      const { model: sound, findings } = readModel(folder, loadCatalogue())
      for (const finding of findings) console.log(position(finding))
      if (sound && findings.length === 0) console.error(text('model.sound', { id: sound.checked.id }))
      if (findings.some(({ level }) => level === 'error')) process.exitCode = 2
    })

  model
    .command('test')
    .description(text('model.test'))
    .argument('[id...]')
    .action(async (ids: string[]) => {
      const unknown = ids.filter((id) => !loadCatalogue().models.has(id))
      if (unknown.length > 0) {
        console.error(text('scan.unknown-model', { id: unknown.join('、'), known: [...loadCatalogue().models.keys()].join('、') }))
        process.exitCode = 1
        return
      }
      let failed = 0
      let passed = 0
      for await (const result of runCases(ids)) {
        if (result.problems.length === 0) passed += 1
        else failed += 1
        console.log(
          text(result.problems.length === 0 ? 'model.case-passed' : 'model.case-failed', { model: result.model, name: result.name }),
        )
        for (const problem of result.problems) console.log(`    ${say(messages, problem)}`)
      }
      console.log(text('model.cases', { passed, failed }))
      if (failed > 0) process.exitCode = 2
    })

  model
    .command('explain')
    .description(text('model.explain'))
    .argument('<id>')
    .option('--dialect <dialect>', dialectNames.join(' | '), 'duckdb')
    .action((id: string, { dialect }: { dialect: string }) => {
      const catalogue = loadCatalogue()
      const found = catalogue.models.get(id)
      if (!found || !dialectNames.includes(dialect)) {
        console.error(
          found
            ? text('model.no-dialect', { dialect, known: dialectNames.join('、') })
            : text('scan.unknown-model', { id, known: [...catalogue.models.keys()].join('、') }),
        )
        process.exitCode = 1
        return
      }
      console.log(explainModel(catalogue, found, dialect).sql)
    })
}

const position = ({ file, line, column, message }: Finding): string => `${file}:${line}:${column}: ${say(messages, message)}`
