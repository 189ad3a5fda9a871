// What `npm start` and `npm test` share: the right Node, and everything installed. Plain JavaScript on purpose: it runs
// before anything is installed, on any Node, so that an old one gets a sentence and not a syntax error.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Says what is wrong and what to do, in Chinese then English, and ends. */
export function stop(zh, en) {
  console.error(`\n${zh}\n${en}\n`)
  process.exit(3)
}

export function needNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  stop(
    `需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}。请安装新版 Node.js 后重试。`,
    `Node.js 20.19 or newer is needed; this is ${process.versions.node}. Install a newer Node.js and try again.`,
  )
}

/** Runs a command with its output shown; true when it went well. */
export function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options }).status === 0
}

/** `npm install` when the lock file or a manifest is newer than what is installed. */
export function installPackages() {
  const stamp = join(root, 'node_modules', '.xiezhi-installed')
  const manifests = ['package.json', 'package-lock.json', ...workspaces().map((folder) => `${folder}/package.json`)]
  const wanted = fingerprint(manifests.map((file) => join(root, file)))
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('正在安装依赖（首次约一分钟）… Installing packages …')
  // `npm install`, not `npm ci`: the lock file cannot name optional binaries of other platforms that the registry lacks.
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }
  if (!run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { env, stdio: ['ignore', 2, 2] })) {
    stop(
      '依赖安装失败：请检查网络或 npm 镜像设置后重试。',
      'Installing packages failed: check the network or the npm registry setting, then try again.',
    )
  }
  writeFileSync(stamp, fingerprint(manifests.map((file) => join(root, file))))
}

/** Builds the web application when its sources are newer than its last build. */
export function buildWeb() {
  const web = join(root, 'packages/web')
  const stamp = join(web, 'dist', '.built-from')
  const wanted = fingerprint([
    ...files(join(web, 'src')),
    ...files(join(root, 'packages/platform/src/contract')),
    join(root, 'package-lock.json'),
    join(web, 'vite.config.ts'),
    join(web, 'index.html'),
  ])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('正在构建网页… Building the web application …')
  if (!run('npm', ['run', 'build', '--workspace', '@xiezhi/web', '--silent'], { stdio: ['ignore', 2, 2] })) {
    stop('网页构建失败，请查看上面的错误。', 'Building the web application failed; see the errors above.')
  }
  writeFileSync(stamp, wanted)
}

const workspaces = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).workspaces

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const path of paths) if (existsSync(path) && statSync(path).isFile()) hash.update(path.slice(root.length)).update(readFileSync(path))
  return hash.digest('hex')
}
