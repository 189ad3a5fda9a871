import { existsSync, statSync } from 'node:fs'
import { dataMessages, inspectFile, loadCatalogue, localMessages, say } from '@xiezhi/platform/local'
import type { Command } from 'commander'

export const register = (program: Command): void => {
  program
    .command('inspect')
    .description(say(localMessages, { code: 'inspect.command' }))
    .argument('<file>', say(localMessages, { code: 'inspect.file' }))
    .option('--rows', say(localMessages, { code: 'inspect.rows' }))
    .option('--dataset <id>', say(localMessages, { code: 'inspect.dataset' }))
    .action(async (path: string, options: { rows?: boolean; dataset?: string }) => {
      if (!existsSync(path) || !statSync(path).isFile()) {
        console.error(say(dataMessages, { code: existsSync(path) ? 'file.folder' : 'file.absent', values: { path } }))
        process.exitCode = 1
        return
      }
      const { standards } = loadCatalogue()
      if (options.dataset !== undefined && !standards.has(options.dataset)) {
        const known = [...standards.keys()].join('、')
        console.error(say(dataMessages, { code: 'dataset.unknown', values: { id: options.dataset, known } }))
        process.exitCode = 1
        return
      }
      const found = await inspectFile(path, { rows: options.rows ?? false, ...(options.dataset && { dataset: options.dataset }) })
      process.stdout.write(`${JSON.stringify(found, null, 2)}\n`)
      const verdicts = [found, ...(found.parts ?? [])].map((part) => part.verdict)
      if (verdicts.some((verdict) => verdict !== 'accept')) process.exitCode = 2
    })
}
