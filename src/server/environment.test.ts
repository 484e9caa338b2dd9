import { expect, test } from 'vitest'
import { readEnvironment } from './environment.ts'

test('TRUST_PROXY takes a number, addresses or names of ranges, and says so where it is none', () => {
  const read = (TRUST_PROXY: string) => readEnvironment({ TRUST_PROXY }).trustProxy
  expect(['true', '2', '10.0.0.0/8, ::1', 'loopback'].map(read)).toEqual([
    true,
    2,
    '10.0.0.0/8, ::1',
    'loopback',
  ])
  for (const wrong of ['yes', '10.0.0', 'proxy.example', 'loopback/8']) {
    expect(() => read(wrong)).toThrow(/TRUST_PROXY: must be true, false, a number of proxies/)
  }
})
