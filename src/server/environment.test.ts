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

test('DATABASE_READ_URL is an address, by network or by socket; a minute behind is near enough', () => {
  const read = (url: string, more = {}) =>
    readEnvironment({ DATABASE_READ_URL: url, ...more }).replica
  for (const url of ['postgresql://a:b@db.example/shop', 'postgres:///shop?host=%2Frun%2Fpg']) {
    expect(read(url)).toEqual({ url, lagSecondsMax: 60 })
  }
  expect(read('postgresql://db/shop', { DATABASE_READ_LAG_SECONDS: '5' })?.lagSecondsMax).toBe(5)
  expect(read('')).toBeNull()
  expect(() => read('db.example')).toThrow(/DATABASE_READ_URL: must be an address/)
  expect(() => read('postgresql://db/shop', { DATABASE_READ_LAG_SECONDS: '0' })).toThrow(/LAG/)
})
