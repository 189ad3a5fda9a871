// `npm test`: every check of the project, in order of speed. The last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWeb, installPackages, needNode, run } from './prepare.mjs'

needNode()
installPackages()
const browser = installBrowser()
const out = mkdtempSync(join(tmpdir(), 'xiezhi-test-'))
let passed = 0
let failed = 0

const count = (name, ok) => {
  if (ok) passed += 1
  else failed += 1
  console.log(`${ok ? '✓' : '✗'} ${name}`)
}

for (const part of ['engine', 'platform', 'cli', 'web'])
  count(`types: ${part}`, run('npx', ['--no-install', 'tsc', '-p', `packages/${part}`]))
count('types: tests', run('npx', ['--no-install', 'tsc', '-p', 'tsconfig.test.json']))
count('format and lint', run('npx', ['--no-install', 'biome', 'check', '.']))
buildWeb()

const unit = join(out, 'unit.json')
run('npx', ['--no-install', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`])
const results = report(unit)
tally(
  'unit, property, catalogue',
  results?.numPassedTests,
  (results?.numFailedTests ?? 0) +
    (results?.testResults ?? []).filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
)

if (browser) {
  const pages = join(out, 'pages.json')
  run('npx', ['--no-install', 'playwright', 'test', '--reporter=list,json'], {
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: pages, XIEZHI_CHROMIUM: browser },
  })
  const stats = report(pages)?.stats
  tally('pages in a real browser', stats ? stats.expected + stats.flaky : undefined, stats?.unexpected)
} else {
  console.log('✗ 未找到 Chromium，且无法自动安装：请先安装 chromium 与 fonts-noto-cjk。Chromium is missing and could not be installed.')
  failed += 1
}

rmSync(out, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** A runner that left no report has failed, whatever it printed. */
function tally(name, good, bad) {
  if (good === undefined) return count(`${name}: no report`, false)
  passed += good
  failed += bad ?? 0
  if (good === 0) count(`${name}: no test ran`, false)
}

function report(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

/** Chromium and a Chinese font from Debian's packages when they are absent and we may. */
function installBrowser() {
  const found = () =>
    [process.env.XIEZHI_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
      (path) => path && existsSync(path),
    )
  const font = () => spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).stdout?.trim()
  if (found() && font()) return found()
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args) =>
    run([...sudo, 'apt-get'][0], [...[...sudo, 'apt-get'].slice(1), ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  if (existsSync('/usr/bin/apt-get')) {
    console.error('正在安装 Chromium 与中文字体… Installing Chromium and a Chinese font …')
    apt('update', '-qq')
    apt('install', '-y', '-qq', 'chromium', 'fonts-noto-cjk')
  }
  return found()
}
