import { createInterface } from 'node:readline'
import { answerLine, limitMessages, loadCatalogue, say } from '@xiezhi/platform/local'
import type { Command } from 'commander'

/** `xiezhi due`: one question of statutory time a line, one answer a line. */
export const register = (program: Command): void => {
  program
    .command('due')
    .description('计算法定期限：标准输入每行一个 JSON 问题，标准输出每行一个答案（statutory time limits, JSON lines in and out）')
    .addHelpText(
      'after',
      `
问题（一行一个）：
  {"id":1,"start":"2024-05-01","length":15,"unit":"day"}              unit: day | workday | month | year | hour
  {"id":2,"rule":"nonlit.apply-window","start":"2023-07-10"}          期限目录中的期限
  {"id":3,"op":"chain","start":"2021-06-04","steps":[{"length":6,"unit":"month"},{"length":3,"unit":"month"}]}
  {"id":4,"op":"overdue","act":"2024-06-03","start":"2024-05-01","length":15,"unit":"day"}
  {"id":5,"op":"is_workday","date":"2024-05-11"}
  {"id":6,"op":"workdays_between","from":"2024-05-01","to":"2024-05-31"}
可加：direction（after|before）、clear、rollover（next_workday|none）、pauses [{from,to|null}]、extension [{length,unit}]
退出码：0 全部作答；2 有的行不能作答（该行给出 error，其余照答）`,
    )
    .action(async () => {
      const law = await loadCatalogue()
      let refused = false
      let out: string[] = []
      const flush = async () => {
        const text = out.join('')
        out = []
        if (text && !process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve))
      }
      for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
        const text = line.replace(/^\uFEFF/, '').trim()
        if (text === '') continue
        const found = answerLine(law, text)
        refused ||= !found.ok
        out.push(`${JSON.stringify(found.ok ? { id: found.id, ...spoken(found.answer) } : spokenRefusal(found))}\n`)
        // A person who types a question waits for its answer; a file of them is written in larger pieces.
        if (process.stdin.isTTY || out.length >= 500) await flush()
      }
      await flush()
      if (refused) process.exitCode = 2
    })
}

type Found = ReturnType<typeof answerLine>
type Answer = Extract<Found, { ok: true }>['answer']

const spoken = (answer: Answer) => ('steps' in answer ? { ...answer, steps: answer.steps.map((step) => say(limitMessages, step)) } : answer)

const spokenRefusal = ({ id, error }: Extract<Found, { ok: false }>) => ({
  id,
  error: { code: error.code, message: say(limitMessages, error) },
})
