import type { Count } from './run-step.ts'

const failuresMax = 12
const linesOfEachMax = 4
const columnsMax = 200
/** Rules, where in the code it was, and the code itself. */
const saysNothing = /^[\s⎯─]*$|^\s*(at|❯) |^[\s>]*\d*\s*[|│]/

/**
 * What failed, each by its name and how its reason begins, above the one line of the sums. It is
 * short, for whoever sees the end alone.
 */
export function summaryOf(counts: readonly Count[]): string {
  const failures = counts.flatMap((count) => count.failures)
  const more = failures.length - failuresMax
  const sum = (of: 'passed' | 'failed') => counts.reduce((sum, count) => sum + count[of], 0)
  return [
    ...failures.slice(0, failuresMax).map(beginning),
    ...(more > 0 ? [`... and ${more} more, told above`] : []),
    `${sum('passed')} passed, ${sum('failed')} failed`,
  ].join('\n')
}

function beginning(failure: string): string {
  return failure
    .split('\n')
    .filter((line) => !saysNothing.test(line))
    .slice(0, linesOfEachMax)
    .map(
      (line, index) =>
        `${index === 0 ? 'FAILED  ' : '        '}${line.trim().slice(0, columnsMax)}`,
    )
    .join('\n')
}
