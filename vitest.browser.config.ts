import { defineConfig } from 'vitest/config'
import { allTestsWished } from './tests/wished.ts'

/** Half a minute for each role: on wish, after a change of who may what. */
const walksOfRoles = process.env.STAMMGAST_ALL_ROLES === '1' ? [] : ['roles']
/** Pages whose parts are seen on others too. */
const ofTheNight = [
  'access',
  'companies',
  'consents',
  'counter-office',
  'duplicates',
  'every-page',
  'liability',
  'opening',
  'partners',
  'places',
  'points',
  'pos-camera',
  'privacy',
  'rewards',
  'stored-script',
  'system',
  'tills',
  'visits',
  'vouchers',
  'wallets',
  'webhooks',
]

export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    exclude: [...walksOfRoles, ...(allTestsWished ? [] : ofTheNight)].map(
      (name) => `tests/browser/${name}.test.ts`,
    ),
    globalSetup: ['tests/global-setup.ts'],
    pool: 'forks',
    // A process for each file would read the whole program again each time.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // What others do, PostgreSQL or a program, may take long where many run at once.
    expect: { poll: { timeout: 20_000 } },
  },
})
