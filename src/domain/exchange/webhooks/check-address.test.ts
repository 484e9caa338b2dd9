import { expect, test } from 'vitest'
import { checkAddress } from './check-address.ts'

test.each([
  ...['http://shop.example.com/in', 'https://127.0.0.1/in', 'https://[::1]/', 'https://10.0.0.8'],
  ...['https://2130706433/', 'https://0x7f.1/', 'https://[::ffff:127.0.0.1]/', 'https://[fd00::1]'],
  ...['https://169.254.169.254/latest/meta-data', 'https://metadata.google.internal', 'ftp://a.de'],
  ...['https://localhost', 'https://drucker', 'https://me:you@shop.example.com', 'shop', '//a.de'],
  ...['https://[64:ff9b::7f00:1]/', 'https://127.0.0.1.', 'https://shop.local.', 'https://a.lan'],
  ...['javascript:alert(1)', 'file:///etc/passwd', ''],
])('%s is no address for messages', (url) => {
  expect(() => checkAddress(url, 'internet')).toThrow(/address/)
})

test('an address is kept without what its receiver never sees', () => {
  expect(checkAddress('https://Shop.example.com/in?key=1#top', 'internet')).toBe(
    'https://shop.example.com/in?key=1',
  )
})

test('whoever runs this may allow their own network', () => {
  expect(checkAddress('http://127.0.0.1:8080/in', 'anywhere')).toBe('http://127.0.0.1:8080/in')
  expect(() => checkAddress('ftp://127.0.0.1', 'anywhere')).toThrow(/https/)
})
