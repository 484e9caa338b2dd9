import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readReport } from './runner/read-report.ts'
import { summaryOf } from './runner/summary.ts'

const folder = mkdtempSync(join(tmpdir(), 'stammgast-runner-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (status: string, ...tests: string[]) => ({
  name: '/house/tests/a.test.ts',
  status,
  message: status === 'failed' ? 'cannot be read' : '',
  assertionResults: tests.map((test) => ({
    ancestorTitles: ['anna'],
    title: 'earns',
    status: test,
    failureMessages: test === 'failed' ? ['expected 10, got 9'] : [],
  })),
})

describe('the runner counts', () => {
  it('what passed and what was left out', () => {
    const report = read([file('passed', 'passed', 'passed', 'skipped')], 0)
    expect(report).toMatchObject({ passed: 2, failed: 0, skipped: 1, isUnexplained: false })
  })

  it('each failed test, with its file, its name and its reason', () => {
    const report = read([file('failed', 'passed', 'failed')], 1)
    expect(report).toMatchObject({ passed: 1, failed: 1, isUnexplained: false })
    expect(report.failures).toEqual(['tests/a.test.ts: anna > earns\nexpected 10, got 9'])
  })

  it('a file that cannot be read as one failure', () => {
    const report = read([file('passed', 'passed'), file('failed')], 1)
    expect(report).toMatchObject({ passed: 1, failed: 1 })
    expect(report.failures).toEqual(['tests/a.test.ts\ncannot be read'])
  })

  it('a bad end as a failure though every test passed', () => {
    expect(read([file('passed', 'passed')], 1)).toMatchObject({ failed: 1, isUnexplained: true })
    expect(read([file('passed', 'passed')], null)).toMatchObject({ failed: 1, isUnexplained: true })
  })

  it('no test at all as a failure', () => {
    expect(read([], 0)).toMatchObject({ passed: 0, failed: 1, isUnexplained: true })
    expect(read([file('passed', 'skipped')], 0)).toMatchObject({ passed: 0, failed: 1 })
  })

  it('no report as a failure', () => {
    const report = readReport(join(folder, 'nowhere.json'), 0, '/house')
    expect(report).toMatchObject({ passed: 0, failed: 1, isUnexplained: true })
  })
})

describe('the runner ends', () => {
  const passed = { passed: 7, failed: 0, failures: [] }

  it('with the sums of all steps', () => {
    expect(summaryOf([passed, passed])).toBe('14 passed, 0 failed')
  })

  it('with what failed by name, how its reason begins, and the sums last', () => {
    const failure =
      'tests/a.test.ts: anna > earns\nexpected 10, got 9\n    at a.test.ts:3\n\n  9\n8\n7'
    const rejection =
      'browser\n⎯⎯ Unhandled Rejection ⎯⎯\nError: the page is gone\n ❯ a.test.ts:2\n      2| test\n\nThis error originated in a'
    const counts = [passed, { passed: 1, failed: 2, failures: [failure, rejection] }]
    expect(summaryOf(counts).split('\n')).toEqual([
      'FAILED  tests/a.test.ts: anna > earns',
      '        expected 10, got 9',
      '        9',
      '        8',
      'FAILED  browser',
      '        ⎯⎯ Unhandled Rejection ⎯⎯',
      '        Error: the page is gone',
      '        This error originated in a',
      '8 passed, 2 failed',
    ])
  })

  it('within fifty lines, however much failed', () => {
    const failures = Array.from({ length: 99 }, (_, at) => `test ${at}\n${'reason\n'.repeat(99)}`)
    const lines = summaryOf([{ passed: 0, failed: 99, failures }]).split('\n')
    expect(lines.length).toBeLessThanOrEqual(50)
    expect(lines.slice(-2)).toEqual(['... and 87 more, told above', '0 passed, 99 failed'])
  })
})

function read(testResults: object[], exitCode: number | null) {
  const reportFile = join(folder, 'report.json')
  writeFileSync(reportFile, JSON.stringify({ testResults }))
  return readReport(reportFile, exitCode, '/house')
}
