import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { house, outputFolder } from './places.ts'
import { readReport } from './read-report.ts'
import { runProgram } from './run-program.ts'

/** A step that passes or fails as one: a type check, a linter, a build. */
export interface Check {
  name: string
  /** Its file, seen from `node_modules`. */
  program: string
  args: string[]
}

/** Tests that count one by one. */
export interface Suite {
  name: string
  args: string[]
  env?: Record<string, string>
}

export interface Count {
  passed: number
  failed: number
  /** What failed, each by its name and why, in full. */
  failures: string[]
}

export async function runCheck({ name, program, args }: Check): Promise<Count> {
  const started = Date.now()
  const outputFile = fileOf(name, 'log')
  const exitCode = await runProgram([join(house, 'node_modules', program), ...args], outputFile)
  const failures = exitCode === 0 ? [] : [`${name}\n${readFileSync(outputFile, 'utf8')}`]
  const count = { passed: 1 - failures.length, failed: failures.length, failures }
  tell(name, started, count)
  failures.forEach(show)
  return count
}

export async function runSuite({ name, args, env }: Suite): Promise<Count> {
  const started = Date.now()
  const outputFile = fileOf(name, 'log')
  const reportFile = fileOf(name, 'json')
  rmSync(reportFile, { force: true })
  const exitCode = await runProgram([...vitest(reportFile), ...args], outputFile, env)
  const report = readReport(reportFile, exitCode, house)
  const { passed, failed, skipped, isUnexplained } = report
  const failures = isUnexplained ? [`${name}\n${lastWords(outputFile)}`] : report.failures
  tell(name, started, { passed, failed, skipped })
  failures.forEach(show)
  return { passed, failed, failures }
}

/** Where no test failed, what vitest says it ended by: errors that nobody awaited, or its last lines. */
function lastWords(outputFile: string): string {
  const output = readFileSync(outputFile, 'utf8')
  const unhandled = output.search(/^.*Unhandled (Error|Exception|Rejection) /m)
  return unhandled === -1 ? lastLines(output, 80) : output.slice(unhandled)
}

function vitest(reportFile: string): string[] {
  const program = join(house, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  return [program, 'run', '--allowOnly=false', ...reporters]
}

function fileOf(name: string, extension: 'log' | 'json'): string {
  return join(outputFolder, `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.${extension}`)
}

function tell(
  name: string,
  started: number,
  count: { passed: number; failed: number; skipped?: number },
): void {
  const word = count.failed > 0 ? 'FAILED' : 'ok'
  const skipped = count.skipped ? `, ${count.skipped} left out` : ''
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(
    `${word.padEnd(8)}${name.padEnd(28)}${count.passed} passed, ${count.failed} failed${skipped} (${seconds} s)`,
  )
}

function show(text: string): void {
  console.log(text.trimEnd().replace(/^/gm, '        '))
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}
