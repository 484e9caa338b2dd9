import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

export interface Report {
  passed: number
  failed: number
  skipped: number
  /** One text per failure that has a name. */
  failures: string[]
  /** It failed without one: no test at all, no report, or a bad end though every test passed. */
  isUnexplained: boolean
}

interface TestFile {
  name: string
  status: string
  message: string
  assertionResults: Test[]
}

interface Test {
  ancestorTitles: string[]
  title: string
  status: string
  failureMessages: string[] | null
}

/** Counts vitest's JSON report. A file that could not be read counts as one failure. */
export function readReport(reportFile: string, exitCode: number | null, house: string): Report {
  const files = readFiles(reportFile).map((file) => ({ ...file, name: relative(house, file.name) }))
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, name })),
  )
  const failedTests = tests.filter(isFailed)
  const failures = [...files.filter(isBroken).map(describeFile), ...failedTests.map(describeTest)]
  const passed = tests.filter(({ status }) => status === 'passed').length
  const isUnexplained = failures.length === 0 && (exitCode !== 0 || passed === 0)
  return {
    passed,
    failed: failures.length + (isUnexplained ? 1 : 0),
    skipped: tests.length - passed - failedTests.length,
    failures,
    isUnexplained,
  }
}

function readFiles(reportFile: string): TestFile[] {
  if (!existsSync(reportFile)) return []
  // The shape vitest writes.
  return JSON.parse(readFileSync(reportFile, 'utf8')).testResults as TestFile[]
}

function isFailed({ status }: { status: string }): boolean {
  return status === 'failed'
}

function isBroken(file: TestFile): boolean {
  return isFailed(file) && !file.assertionResults.some(isFailed)
}

function describeFile({ name, message }: TestFile): string {
  return `${name}\n${message}`
}

function describeTest({ name, ancestorTitles, title, failureMessages }: Test & { name: string }) {
  return [`${name}: ${[...ancestorTitles, title].join(' > ')}`, ...(failureMessages ?? [])].join(
    '\n',
  )
}
