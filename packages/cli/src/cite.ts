import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { citationMessages, citeLine, loadCatalogue, nationalLaws, say } from '@xiezhi/platform/local'
import type { Command } from 'commander'

/** `xiezhi cite`: citations, sums and dates of a text a line. */
export const register = (program: Command): void => {
  program
    .command('cite')
    .argument('[file]', say(citationMessages, { code: 'citation.command-file' }))
    .description(say(citationMessages, { code: 'citation.command' }))
    .addHelpText('after', `\n${say(citationMessages, { code: 'citation.command-help' })}`)
    .action(async (file: string | undefined) => {
      const names = nationalLaws(loadCatalogue().instruments)
      const input = file === undefined ? process.stdin : createReadStream(file)
      let line = 0
      let refused = false
      for await (const source of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
        line += 1
        const text = source.replace(/^\uFEFF/, '').trim()
        if (text === '') continue
        const result = citeLine(text, line, names)
        if (result.ok) {
          if (!process.stdout.write(`${JSON.stringify(result.answer)}\n`))
            await new Promise((resolve) => process.stdout.once('drain', resolve))
        } else {
          refused = true
          process.stderr.write(`${say(citationMessages, result.error)}\n`)
        }
      }
      if (refused) process.exitCode = 2
    })
}
