import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readReport } from './runner/read-report.ts'

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

function read(testResults: object[], exitCode: number | null) {
  const reportFile = join(folder, 'report.json')
  writeFileSync(reportFile, JSON.stringify({ testResults }))
  return readReport(reportFile, exitCode, '/house')
}
