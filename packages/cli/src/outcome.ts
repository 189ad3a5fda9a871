import { folderMessages, type Message, type Outcome, say, storeMessages } from '@xiezhi/platform/local'

const messages = { ...folderMessages, ...storeMessages }

/** Says on standard error how a command on the data folder ended, and sets the exit code. */
export function tellOutcome(outcome: Outcome): void {
  const message: Message = 'done' in outcome ? outcome.done : outcome.refusal
  process.stderr.write(`${say(messages, message)}\n`)
  if ('refusal' in outcome) process.exitCode = outcome.exitCode
}
