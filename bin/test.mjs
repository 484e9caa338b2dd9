// Runs every test there is and ends with one line, `N passed, N failed`. Runs on any Node from 20;
// the steps run on the project's own.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCheck, runSuite } from './run-step.mjs'

const house = dirname(dirname(fileURLToPath(import.meta.url)))
const outputs = join(house, '.tmp/test')

const checks = [
  { name: 'types of the server', program: 'typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'types of the web', program: 'typescript/bin/tsc', args: ['-p', 'tsconfig.web.json'] },
  { name: 'style', program: '@biomejs/biome/bin/biome', args: ['check', '.'] },
  { name: 'nothing unused', program: 'knip/bin/knip.js', args: [] },
  { name: 'docs/openapi.json', file: 'src/cli/write-openapi.ts', args: ['--check'] },
  { name: 'web app', program: 'vite/bin/vite.js', args: ['build'] },
]

const tests = { name: 'unit tests and stories', args: [] }
const storiesOnPostgres15 = {
  name: 'stories on PostgreSQL 15',
  args: ['tests/stories'],
  env: { STAMMGAST_TEST_POSTGRES: '15' },
}
const browserTests = { name: 'browser', args: ['--config', 'vitest.browser.config.ts'] }

await main()

async function main() {
  prepare()
  mkdirSync(outputs, { recursive: true })
  const results = [
    ...(await inPairs(checks, (check) => runCheck(check, { house, outputs }))),
    await runSuite(tests, { house, outputs }),
    ...(await inPairs([storiesOnPostgres15, browserTests], (suite) =>
      runSuite(suite, { house, outputs }),
    )),
  ]
  finish(results)
}

/** Called here as well as by npm, which skips its `pre` scripts when told to ignore scripts. */
function prepare() {
  const script = join(house, 'bin/prepare.mjs')
  const { status } = spawnSync(process.execPath, [script, '--with-browser'], { stdio: 'inherit' })
  if (status !== 0) finish([{ passed: 0, failed: 1 }])
}

/** Two at a time, in order; a check waits for nobody but the web app's build for its tests. */
async function inPairs(steps, run) {
  const waiting = [...steps]
  const results = []
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) results.push(await run(step))
  }
  await Promise.all([worker(), worker()])
  return results
}

function finish(results) {
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exit(failed === 0 && passed > 0 ? 0 : 1)
}
