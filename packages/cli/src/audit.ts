import { folderMessages, say, verifyFolder } from '@xiezhi/platform/local'
import type { Command } from 'commander'
import { tellOutcome } from './outcome.ts'

export const register = (program: Command): void => {
  program
    .command('audit')
    .description(say(folderMessages, { code: 'audit.command' }))
    .command('verify')
    .description(say(folderMessages, { code: 'audit.verify-command' }))
    .action(async () => {
      const outcome = await verifyFolder()
      if (outcome.report) process.stdout.write(`${JSON.stringify(outcome.report)}\n`)
      tellOutcome(outcome)
    })
}
