import { localMessages, say } from '@xiezhi/platform/local'
import { Command } from 'commander'
import { register as audit } from './audit.ts'
import { register as backup } from './backup.ts'
import { register as cite } from './cite.ts'
import { register as due } from './due.ts'
import { register as inspect } from './inspect.ts'
import { register as law } from './law.ts'
import { register as model } from './model.ts'
import { register as packages } from './package.ts'
import { register as restore } from './restore.ts'
import { register as scan } from './scan.ts'

/** `xiezhi`: exits 0 done, 1 used wrongly, 2 something in the input was refused (the rest was done), 3 failed. */
const program = new Command('xiezhi')
  .description(say(localMessages, { code: 'cli.about' }))
  .version('0.1.0')
  .exitOverride()

for (const register of [scan, inspect, cite, due, law, model, packages, backup, restore, audit]) register(program)

// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof Error && 'exitCode' in error) process.exitCode = error.exitCode === 0 ? 0 : 1
  else if (isUnreadable(error)) {
    console.error(say(localMessages, { code: 'cli.no-file', values: { path: error.path ?? '' } }))
    process.exitCode = 1
  } else {
    console.error(error instanceof Error ? error.message : String(error))
    if (process.env.XIEZHI_DEBUG && error instanceof Error) console.error(error.stack)
    process.exitCode = 3
  }
}

/** A file that a person named and that can't be read: used wrongly, not failed. A folder read as a file comes without its path. */
function isUnreadable(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'EACCES', 'ENOTDIR'].includes(String(error.code))
}
