// Installs what is missing and is quick when nothing is. Runs on any Node from 20, before anything
// is installed: plain JavaScript and Node's own modules only. Speaks on stderr alone, so that the
// stdout of a command that called it stays clean.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alone } from './alone.mjs'

const house = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(house, 'node_modules')
const installedList = join(modules, '.package-lock.json')
const ownNode = join(modules, 'node/bin/node')
const forTests = process.argv.includes('--with-browser')

prepare()

function prepare() {
  if (process.platform === 'win32') {
    fail('Stammgast does not run on Windows itself. Install WSL and start it there.')
  }
  if (majorOf(process.version) < 20) fail(`Node 20 or later is needed; this is ${process.version}.`)
  if (isMissingSomething()) {
    alone(join(house, '.tmp/prepare.lock'), () => {
      if (isMissingPackages()) installPackages()
      if (!runsNode24(ownNode)) installOwnNode()
    })
  }
  rememberIsCurrent()
  if (forTests) prepareBrowser()
}

function isMissingSomething() {
  return isMissingPackages() || !runsNode24(ownNode)
}

/**
 * npm keeps a list of what it installed, written when an installation has ended well; held beside
 * the lock file it says exactly what is missing. Packages for other platforms are no loss.
 */
function isMissingPackages() {
  if (!existsSync(installedList)) return true
  const wanted = packagesOf(join(house, 'package-lock.json'))
  const installed = packagesOf(installedList)
  return Object.entries(wanted).some(
    ([path, { version, optional, dev, devOptional }]) =>
      path !== '' &&
      !optional &&
      (forTests || !(dev || devOptional)) &&
      installed[path]?.version !== version,
  )
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages
}

function installPackages() {
  say('Installing what is missing (once, about a minute) ...')
  const development = forTests ? ['--include=dev'] : []
  const { status } = run('npm', ['ci', '--loglevel=error', ...development], house)
  if (status !== 0) fail('npm could not install the packages; its reasons stand above.')
}

/**
 * The package `node` fetches its binary in an install script, which npm may have been told not to
 * run. Then a Node that is new enough already takes its place, or the script is run here.
 */
function installOwnNode() {
  const home = join(modules, 'node')
  if (majorOf(process.version) >= 24) linkTo(process.execPath, ownNode)
  else run(process.execPath, ['installArchSpecificPackage.js'], home)
  if (!runsNode24(ownNode)) {
    fail('Node 24 could not be fetched; install Node 24 (https://nodejs.org) and start again.')
  }
  linkTo('../node/bin/node', join(modules, '.bin/node'))
}

function linkTo(target, link) {
  mkdirSync(dirname(link), { recursive: true })
  if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(target, link)
}

function runsNode24(path) {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return status === 0 && majorOf(stdout) >= 24
}

function majorOf(version) {
  return Number(version.replace('v', '').split('.')[0])
}

/** The launcher asks again while the lock file is newer than npm's list. */
function rememberIsCurrent() {
  try {
    utimesSync(installedList, new Date(), new Date())
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error
  }
}

function prepareBrowser() {
  const { status } = run(ownNode, ['tests/browser/install-browser.ts'], house)
  if (status !== 0) process.exit(1)
}

/** Without this house's own `node_modules/.bin`, whose Node may just be about to be replaced. */
function run(command, args, cwd) {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== join(modules, '.bin'))
    .join(delimiter)
  return spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PATH: path },
  })
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

function fail(sentence) {
  say(`Stammgast could not be prepared. ${sentence}`)
  process.exit(1)
}
