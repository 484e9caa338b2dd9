import { expect, test } from 'vitest'
import { open, seal } from './seal.ts'

const key = 'k'.repeat(64)

test('what is sealed is opened by its own key and purpose alone', () => {
  const sealed = seal('shpss_1234', key, 'connection secret')
  expect(open(sealed, key, 'connection secret').toString()).toBe('shpss_1234')
  expect(sealed.toString('latin1')).not.toContain('shpss')
  expect(() => open(sealed, key, 'delivery')).toThrow()
  expect(() => open(sealed, `${key}x`, 'connection secret')).toThrow()
})

test('a changed byte is noticed', () => {
  const sealed = seal('shpss_1234', key, 'delivery')
  sealed.writeUInt8(sealed.readUInt8(30) ^ 1, 30)
  expect(() => open(sealed, key, 'delivery')).toThrow()
})
