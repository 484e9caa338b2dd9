// Runs every check and test there is and ends with one line, `N passed, N failed`.
import { mkdirSync } from 'node:fs'
import { allTestsWished } from '../wished.ts'
import { outputFolder } from './places.ts'
import { type Check, type Count, runCheck, runSuite, type Suite } from './run-step.ts'
import { summaryOf } from './summary.ts'

const webApp: Check = { name: 'web app', program: 'vite/bin/vite.js', args: ['build'] }
const counter: Check = {
  name: 'page beside the till',
  program: 'vite/bin/vite.js',
  args: ['build', '--config', 'vite.pos.config.ts'],
}
const portal: Check = {
  name: "guests' page",
  program: 'vite/bin/vite.js',
  args: ['build', '--config', 'vite.portal.config.ts'],
}
/** One checker: each further one would work out the words' types anew, beside the other lane. */
const types = (room: string, config: string): Check => ({
  name: `types of the ${room}`,
  program: 'typescript/bin/tsc',
  args: ['-p', config, '--checkers', '1'],
})
const checks: Check[] = [
  types('server', 'tsconfig.json'),
  types('web', 'tsconfig.web.json'),
  { name: 'style', program: '@biomejs/biome/bin/biome', args: ['check', '.'] },
  { name: 'nothing unused', program: 'knip/bin/knip.js', args: [] },
  { name: 'docs/openapi.json', program: '../src/cli/write-openapi.ts', args: ['--check'] },
]

const tests: Suite = { name: 'unit tests and stories', args: [] }
/** What asks the contract or the process rather than the database was had above. */
const hadAbove = [
  'fuzz',
  'permissions',
  'program',
  'sign-in',
  'web',
  'demo-preview',
  'demo',
  'locked',
  'provider',
  'secrets',
  'client',
]
/** Of several stories in the same SQL one is told again; of random lives a few suffice. */
const ofTheNight = [
  'attack',
  'audit',
  'backup',
  'birthdays',
  'business',
  'cart',
  'cashiers',
  'company-contracts',
  'company-files',
  'connect-your-shop',
  'customer-files',
  'customer-page',
  'dropped-files',
  'elsewhere',
  'fetched-files',
  'gifts',
  'idempotency',
  'intruders',
  'intruders-paper',
  'intruders-portal',
  'intruders-till',
  'known',
  'log',
  'lost-cards',
  'machines',
  'mails',
  'paper-stamps',
  'partners',
  'portal-doors',
  'pos',
  'previews',
  'privacy',
  'privileges',
  'program-changes',
  'program-definition',
  'read-replica',
  'redemption-round-trips',
  'referral',
  'silent-sources',
  'simulated-customer',
  'snippet',
  'stamp-cards',
  'start',
  'tills',
  'timeline',
  'wallet',
  'webhooks',
  'webhook-types',
]
const leftOut = [...hadAbove, ...(allTestsWished ? [] : ofTheNight)]
const storiesOnPostgres15: Suite = {
  name: 'stories on PostgreSQL 15',
  args: ['tests/stories', ...leftOut.map((name) => `--exclude=**/${name}.test.ts`)],
  env: { STAMMGAST_TEST_POSTGRES: '15', STAMMGAST_PROPERTY_RUNS: '8' },
}
const browserTests: Suite = { name: 'browser', args: ['--config', 'vitest.browser.config.ts'] }

await runAll()

async function runAll(): Promise<void> {
  mkdirSync(outputFolder, { recursive: true })
  const counts = await twoAtOnce([
    [check(webApp), check(counter), check(portal), suite(browserTests)],
    [suite(tests)],
    [suite(storiesOnPostgres15)],
    ...checks.map((one) => [check(one)]),
  ])
  console.log(`\n${summaryOf(counts)}`)
  process.exit(counts.every(({ failed }) => failed === 0) ? 0 : 1)
}

type Step = () => Promise<Count>

function check(one: Check): Step {
  return () => runCheck(one)
}

function suite(one: Suite): Step {
  return () => runSuite(one)
}

/** The longest first, and whoever is done takes what is next: so both end together. */
async function twoAtOnce(errands: readonly Step[][]): Promise<Count[]> {
  const waiting = [...errands]
  const counts: Count[] = []
  const takeTurns = async () => {
    for (let errand = waiting.shift(); errand; errand = waiting.shift()) {
      for (const step of errand) counts.push(await step())
    }
  }
  await Promise.all([takeTurns(), takeTurns()])
  return counts
}
