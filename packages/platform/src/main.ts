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

async function listen({ app, close }: Platform, { host, port }: Config): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    await close()
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return fail({ code: 'config.port-in-use', values: { port, other: port + 1 } })
    return fail({ code: 'config.cannot-listen', values: { host, port, reason: reasonOf(error) } })
  }
  const listening = app.server.address()
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
  const address = await listen(platform, config)
  if (platform.store.embedded) out({ code: 'store.embedded' })
  // Before the long work of a first start: a password that is shown only once must not be lost with it.
  sayAccounts(platform)
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
  const platform = await openPlatform(read.config, () => new Date()).catch((error: unknown) =>
    fail({ code: 'config.failed', values: { reason: reasonOf(error) } }),
  )
  if ('refusal' in platform) fail(platform.refusal)
  else await serve(platform, read.config)
}
