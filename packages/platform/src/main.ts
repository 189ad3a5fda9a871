import { createServer } from 'node:net'
import type { Message } from '@xiezhi/engine/message'
import { type Config, readConfig } from './config.ts'
import { openPlatform, type Platform } from './platform.ts'
import { tell } from './texts.ts'

/** `npm start` ends here. All that is said goes to the terminal in Chinese; a failure says what to do and exits with 3. */

const out = (message: Message): void => {
  process.stdout.write(`${tell(message)}\n`)
}
const fail = (message: Message): never => {
  process.stderr.write(`${tell(message)}\n`)
  process.exit(3)
}
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function sayAccounts({ accounts }: Platform): void {
  out({ code: accounts.length === 0 ? 'config.sign-in' : 'config.accounts' })
  for (const { account, password, roles } of accounts) {
    const shown = password ?? tell({ code: 'config.given-password' })
    const names = roles.map((role) => tell({ code: `config.role.${role}` })).join('、')
    out({ code: 'config.account', values: { account, password: shown, roles: names } })
  }
}

/** Why an address can't be listened on, in words that say what to do. */
const cannotListen = ({ host, port }: Config, error: unknown): Message =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    ? { code: 'config.port-in-use', values: { port, other: port + 1 } }
    : { code: 'config.cannot-listen', values: { host, port, reason: reasonOf(error) } }

/** Tried before anything is made: a first start that cannot be reached would have shown its passwords to nobody. */
const portIsFree = ({ host, port }: Config): Promise<unknown> =>
  new Promise((resolve) => {
    const trial = createServer()
    trial.once('error', resolve)
    trial.listen(port, host, () => trial.close(() => resolve(undefined)))
  })

async function listen(platform: Platform, config: Config): Promise<string> {
  const { host, port } = config
  try {
    await platform.app.listen({ host, port })
  } catch (error) {
    await platform.close()
    return fail(cannotListen(config, error))
  }
  const listening = platform.app.server.address()
  const at = typeof listening === 'object' && listening ? listening.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${at}`
}

async function serve(platform: Platform, config: Config): Promise<void> {
  let ending = false
  const end = async (): Promise<void> => {
    if (ending) return
    ending = true
    out({ code: 'config.stopping' })
    await platform.close()
    out({ code: 'config.stopped', values: { dir: config.dataDir } })
    process.exit(0)
  }
  process.on('SIGINT', () => void end())
  process.on('SIGTERM', () => void end())
  for (const warning of platform.warnings) process.stderr.write(`${tell(warning)}\n`)
  if (platform.store.embedded) out({ code: 'store.embedded' })
  // Before anything that may fail or take long: a password that is shown only once must not be lost with it.
  sayAccounts(platform)
  const address = await listen(platform, config)
  try {
    await platform.start(out)
  } catch (error) {
    if (!ending) process.stderr.write(`${tell({ code: 'demo.failed', values: { reason: reasonOf(error) } })}\n`)
  }
  if (!ending) out({ code: 'config.ready', values: { address } })
}

const read = readConfig(process.env)
if ('refusal' in read) fail(read.refusal)
else {
  const taken = await portIsFree(read.config)
  if (taken) fail(cannotListen(read.config, taken))
  const platform = await openPlatform(read.config, () => new Date()).catch((error: unknown) =>
    fail({ code: 'config.failed', values: { reason: reasonOf(error) } }),
  )
  if ('refusal' in platform) fail(platform.refusal)
  else await serve(platform, read.config)
}
