import { existsSync, statSync } from 'node:fs'
import { dataMessages, inspectFile, loadCatalogue, say } from '@xiezhi/platform/local'
import type { Command } from 'commander'

export const register = (program: Command): void => {
  program
    .command('inspect')
    .description('看懂一个文件：是什么数据、列怎样对应、哪些单元格有问题 · say how a file is understood')
    .argument('<file>', 'CSV 或 XLSX 文件 · a CSV or XLSX file')
    .option('--rows', '附上读出的各行 · add the rows as read')
    .option('--dataset <id>', '指明是哪个数据集 · say which dataset it is')
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
