// What the tests' preparation runs: makes sure that a browser is there, and is quick when it is.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { findBrowser } from './find-browser.ts'

const playwrightFolder = dirname(
  createRequire(import.meta.url).resolve('playwright-core/package.json'),
)

/** Without a font, text would have no size and no color to measure. */
const packages = ['chromium', 'fonts-liberation']

installBrowser()

function installBrowser(): void {
  if (findBrowser()) return
  say('Installing a browser for the tests (once) ...')
  installDebianPackage()
  if (findBrowser()) return
  run(process.execPath, [join(playwrightFolder, 'cli.js'), 'install', 'chromium'])
  if (findBrowser()) return
  say('No browser is here for the tests. Please install Chromium (Debian: apt install chromium).')
  process.exit(1)
}

function installDebianPackage(): void {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return
  if (run('apt-get', ['update', '-qq'])) {
    run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', ...packages])
  }
}

function run(command: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status === 0
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}
