import { indexFolder, packageMessages, say, verifyPackage } from '@xiezhi/platform/local'
import type { Command } from 'commander'

const text = (code: string, values: Record<string, string | number> = {}): string => say(packageMessages, { code, values })

/** `xiezhi package`: what somebody who keeps a shelf needs. */
export const register = (program: Command): void => {
  const command = program.command('package').description(text('package.command'))

  command
    .command('verify')
    .description(text('package.command-verify'))
    .argument('<file>')
    .action(async (file: string) => {
      const found = await verifyPackage(file)
      if ('problem' in found) {
        console.error(found.problem)
        process.exitCode = 2
        return
      }
      console.log(JSON.stringify(found, null, 2))
    })

  command
    .command('index')
    .description(text('package.command-index'))
    .argument('<folder>')
    .action(async (folder: string) => {
      const { listed, left } = await indexFolder(folder)
      for (const line of left) console.error(line)
      console.error(text('package.indexed', { count: listed.length }))
      if (left.length > 0) process.exitCode = 2
    })
}
