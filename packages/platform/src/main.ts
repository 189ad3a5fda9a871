import type { Message } from '@xiezhi/engine/message'
import { readConfig } from './config.ts'
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

const read = readConfig(process.env)
if ('refusal' in read) fail(read.refusal)
else {
  const { config } = read
  const opened = await openPlatform(config, () => new Date()).catch((error: unknown) =>
    fail({ code: 'config.failed', values: { reason: reasonOf(error) } }),
  )
  if ('refusal' in opened) fail(opened.refusal)
  else await serve(opened)

  async function serve(platform: Platform): Promise<void> {
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
    try {
      await platform.app.listen({ host: config.host, port: config.port })
    } catch (error) {
      await platform.close()
      if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
        fail({ code: 'config.port-in-use', values: { port: config.port, other: config.port + 1 } })
      fail({ code: 'config.cannot-listen', values: { host: config.host, port: config.port, reason: reasonOf(error) } })
    }
    if (platform.embedded) out({ code: 'store.embedded' })
    const listening = platform.app.server.address()
    const port = typeof listening === 'object' && listening ? listening.port : config.port
    const host = config.host.includes(':') ? `[${config.host}]` : config.host
    out({ code: 'config.ready', values: { address: `http://${host}:${port}` } })
    if (platform.accounts.length === 0) out({ code: 'config.sign-in' })
    else {
      out({ code: 'config.accounts' })
      for (const { account, password, roles } of platform.accounts)
        out({
          code: 'config.account',
          values: {
            account,
            password: password ?? tell({ code: 'config.given-password' }),
            roles: roles.map((role) => tell({ code: `config.role.${role}` })).join('、'),
          },
        })
    }
  }
}
