import { defineConfig } from 'vitest/config'
import { allTestsWished } from './tests/wished.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: [
      'tests/browser/**',
      'node_modules/**',
      ...(allTestsWished ? [] : ['tests/crash/machines.test.ts']),
    ],
    globalSetup: ['tests/global-setup.ts'],
    setupFiles: ['tests/quick-hashes.ts'],
    pool: 'forks',
    // A process for each file would read the whole program again each time.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What others do, PostgreSQL or a program, may take long where many run at once.
    expect: { poll: { timeout: 20_000 } },
  },
})
