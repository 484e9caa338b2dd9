import { expect, test, vi } from 'vitest'
import { hashPassword, isPassword } from './password.ts'

const work = vi.hoisted(() => ({ hashes: 0 }))
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>()
  const counted = (...given: [never, never, never, never, never]) => {
    work.hashes++
    crypto.scrypt(...given)
  }
  return { ...crypto, scrypt: counted }
})

test('a password is known again, and a wrong one costs as much work as nobody', async () => {
  const hash = await hashPassword('morgenrot um sieben')
  expect(await isPassword('morgenrot um sieben', hash)).toBe(true)
  const before = work.hashes
  expect(await isPassword('morgenrot um acht', hash)).toBe(false)
  expect(work.hashes).toBe(before + 1)
  expect(await isPassword('morgenrot um acht', null)).toBe(false)
  expect(work.hashes).toBe(before + 2)
})
