import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { advisoryLocks } from './advisory-locks.ts'

const numbers: readonly number[] = Object.values(advisoryLocks)

it('no two advisory locks share a number', () => {
  expect(new Set(numbers).size).toBe(numbers.length)
})

it('every advisory lock is one of the list, or the hash of a name', () => {
  const taking = sources().filter(({ text }) => /\bpg_(?:try_)?advisory_/.test(text))
  expect(taking.length).toBeGreaterThan(3)
  const own = taking.filter(({ text }) => !/\badvisoryLocks\.|\bhashtextextended\(/.test(text))
  expect(own.map(({ file }) => file)).toEqual([])
  const numbered = taking.filter(({ text }) => /\bpg_(?:try_)?advisory_[a-z_]+\(\d/.test(text))
  expect(numbered.map(({ file }) => file)).toEqual([])
})

function sources() {
  const root = fileURLToPath(new URL('..', import.meta.url))
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(`${root}/${file}`, 'utf8') }))
}
