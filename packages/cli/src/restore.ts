import { folderMessages, restore, say } from '@xiezhi/platform/local'
import type { Command } from 'commander'
import { tellOutcome } from './outcome.ts'

export const register = (program: Command): void => {
  program
    .command('restore')
    .description(say(folderMessages, { code: 'restore.command' }))
    .argument('<FILE>', say(folderMessages, { code: 'backup.file' }))
    .action(async (file: string) => tellOutcome(await restore(file)))
}
