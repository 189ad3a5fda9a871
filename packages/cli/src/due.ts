import { createInterface } from 'node:readline'
import { answerLine, limitMessages, loadCatalogue, say } from '@xiezhi/platform/local'
import type { Command } from 'commander'

/** `xiezhi due`: one question of statutory time a line, one answer a line, each written as soon as it is found. */
export const register = (program: Command): void => {
  program
    .command('due')
    .description(say(limitMessages, { code: 'limit.command' }))
    .addHelpText('after', `\n${say(limitMessages, { code: 'limit.command-help' })}`)
    .action(async () => {
      const law = loadCatalogue()
      let refused = 0
      for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
        const text = line.replace(/^\uFEFF/, '').trim()
        if (text === '') continue
        const found = answerLine(law, text)
        if (!found.ok) refused++
        const answer = found.ok ? { id: found.id, ...spoken(found.answer) } : spokenRefusal(found)
        process.stdout.write(`${JSON.stringify(answer)}\n`)
      }
      if (refused > 0) {
        process.stderr.write(`${say(limitMessages, { code: 'limit.refused-lines', values: { count: refused } })}\n`)
        process.exitCode = 2
      }
    })
}

type Found = ReturnType<typeof answerLine>
type Answer = Extract<Found, { ok: true }>['answer']

const spoken = (answer: Answer) => ('steps' in answer ? { ...answer, steps: answer.steps.map((step) => say(limitMessages, step)) } : answer)

const spokenRefusal = ({ id, error }: Extract<Found, { ok: false }>) => ({
  id,
  error: { code: error.code, message: say(limitMessages, error) },
})
