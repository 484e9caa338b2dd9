import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface LockedPackage {
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const lockFile = new URL('../package-lock.json', import.meta.url)
// The shape npm writes; the tests below fail if it is another.
const packages = JSON.parse(readFileSync(lockFile, 'utf8')).packages as Record<
  string,
  LockedPackage
>
const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)))

it('the lock file holds the packages of every platform, or `npm ci` would refuse it', () => {
  const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).map((name) => ({ path, name })),
  )
  expect(wanted.length).toBeGreaterThan(10)
  expect(wanted.filter(({ name }) => !names.has(name))).toEqual([])
})

it('the lock file names no registry, so that everyone may use their own', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved)).toEqual([])
})
