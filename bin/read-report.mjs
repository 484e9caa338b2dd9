import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

/**
 * Counts a vitest JSON report. A file that could not be read counts as one failure; so does a run
 * that found no test, wrote no report, or ended badly though every test passed.
 */
export function readReport(reportFile, exitCode, house) {
  const files = existsSync(reportFile)
    ? JSON.parse(readFileSync(reportFile, 'utf8')).testResults
    : []
  const tests = files.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: relative(house, file.name) })),
  )
  const failures = [...brokenFiles(files, house), ...tests.filter(isFailed).map(describeTest)]
  const passed = tests.filter(({ status }) => status === 'passed').length
  const isUnexplained = failures.length === 0 && (exitCode !== 0 || passed === 0)
  return {
    passed,
    failed: failures.length + (isUnexplained ? 1 : 0),
    skipped: tests.length - passed - tests.filter(isFailed).length,
    failures,
    isUnexplained,
  }
}

function brokenFiles(files, house) {
  return files
    .filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed))
    .map((file) => `${relative(house, file.name)}\n${file.message}`)
}

function isFailed({ status }) {
  return status === 'failed'
}

function describeTest({ file, ancestorTitles, title, failureMessages }) {
  return `${file}: ${[...ancestorTitles, title].join(' > ')}\n${failureMessages.join('\n')}`
}
