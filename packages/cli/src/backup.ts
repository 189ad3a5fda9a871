import { backUp, folderMessages, say } from '@xiezhi/platform/local'
import type { Command } from 'commander'
import { tellOutcome } from './outcome.ts'

export const register = (program: Command): void => {
  program
    .command('backup')
    .description(say(folderMessages, { code: 'backup.command' }))
    .argument('<FILE>', say(folderMessages, { code: 'backup.file' }))
    .action(async (file: string) => tellOutcome(await backUp(file)))
}
