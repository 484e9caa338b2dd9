import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { readReport } from './read-report.mjs'

const stepMinutesMax = 12
const running = new Set()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const child of running) endGroup(child, 'SIGTERM')
    process.exit(1)
  })
}

/** A step that passes or fails as one: a type check, a linter, a build. */
export async function runCheck(check, place) {
  const started = Date.now()
  const { exitCode, output } = await run(check, commandOf(check, place), place)
  const result = exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  tell(check, result, started)
  if (result.failed > 0) show(output)
  return result
}

/** A suite of tests, each of which counts. No test at all, or an unexplained exit, is a failure. */
export async function runSuite(suite, place) {
  const started = Date.now()
  const reportFile = join(place.outputs, `${fileName(suite)}.json`)
  rmSync(reportFile, { force: true })
  const { exitCode, output } = await run(suite, suiteCommand(suite, reportFile, place), place)
  const result = readReport(reportFile, exitCode, place.house)
  tell(suite, result, started)
  for (const failure of result.failures) show(failure)
  if (result.isUnexplained) show(lastLines(output, 80))
  return result
}

function commandOf({ program, file, args }, { house }) {
  return [file ? join(house, file) : join(house, 'node_modules', program), ...args]
}

function suiteCommand({ args }, reportFile, { house }) {
  const vitest = join(house, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  return [vitest, 'run', '--allowOnly=false', ...reporters, ...args]
}

/** Into a file and not through a pipe, which a server left running would hold open for ever. */
async function run(step, command, { house, outputs }) {
  const outputFile = join(outputs, `${fileName(step)}.log`)
  const log = openSync(outputFile, 'w')
  const child = spawn(join(house, 'node_modules/node/bin/node'), command, {
    cwd: house,
    env: environment(step, house),
    stdio: ['ignore', log, log],
    detached: true,
  })
  running.add(child)
  const exitCode = await exitOf(child)
  running.delete(child)
  closeSync(log)
  return { exitCode, output: readFileSync(outputFile, 'utf8') }
}

async function exitOf(child) {
  const timers = [
    setTimeout(() => endGroup(child, 'SIGTERM'), stepMinutesMax * 60_000),
    setTimeout(() => endGroup(child, 'SIGKILL'), (stepMinutesMax + 1) * 60_000),
  ]
  const exitCode = await new Promise((resolve) => child.once('exit', resolve))
  for (const timer of timers) clearTimeout(timer)
  return exitCode
}

function environment(step, house) {
  const path = [join(house, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return { ...process.env, ...step.env, PATH: path, NO_COLOR: '1', FORCE_COLOR: undefined }
}

/** A step's programs share its process group; ending the group leaves none of them behind. */
function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

function tell(step, { passed, failed, skipped = 0 }, started) {
  const word = failed > 0 ? 'FAILED' : 'ok'
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} left out` : ''}`
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`${word.padEnd(8)}${step.name.padEnd(28)}${counts} (${seconds} s)`)
}

function show(text) {
  console.log(text.trimEnd().replace(/^/gm, '        '))
}

function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}

function fileName({ name }) {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}
