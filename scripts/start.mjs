// `npm start`: installs what is missing, builds the pages, and serves. Ctrl-C goes to the server, which ends cleanly.
import { spawn } from 'node:child_process'
import { buildWeb, installPackages, needNode, root } from './prepare.mjs'

needNode()
installPackages()
buildWeb()
const server = spawn(process.execPath, ['--import', 'tsx', 'packages/platform/src/main.ts'], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 0 : 3)))
