import { createHook } from 'node:async_hooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword, isPassword } from './password.ts'

/** Counts what is really reckoned: Node names each request for a hash. */
let hashes = 0
const hook = createHook({
  init: (_id, type) => {
    if (type === 'SCRYPTREQUEST') hashes++
  },
})
beforeAll(() => {
  hook.enable()
})
afterAll(() => {
  hook.disable()
})

test('a password is known again, and a wrong one costs as much work as nobody', async () => {
  const hash = await hashPassword('morgenrot um sieben')
  expect(await isPassword('morgenrot um sieben', hash)).toBe(true)
  expect(hashes).toBe(2)
  expect(await isPassword('morgenrot um acht', hash)).toBe(false)
  expect(hashes).toBe(3)
  expect(await isPassword('morgenrot um acht', null)).toBe(false)
  expect(hashes).toBe(4)
})
