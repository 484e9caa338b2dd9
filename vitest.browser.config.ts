import { defineConfig } from 'vitest/config'

/** Half a minute for each role: on wish, after a change of who may what. */
const walksOfRoles = 'tests/browser/roles.test.ts'
const isWished = process.env.STAMMGAST_ALL_ROLES === '1'

export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    exclude: isWished ? [] : [walksOfRoles],
    globalSetup: ['tests/global-setup.ts'],
    pool: 'forks',
    // A process for each file would read the whole program again each time.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
