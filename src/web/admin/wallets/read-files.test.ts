import { expect, test } from 'vitest'
import { readKeyFile } from './read-key-file.ts'
import { readPem } from './read-pem.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

test('a certificate is taken as Apple hands it out, and as it is copied', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
  expect(readPem(bytesOf(pem))).toBe(pem)
  const written = readPem(Uint8Array.from({ length: 100 }, (_, at) => 255 - at))
  const [head, first, ...rest] = written.split('\n')
  expect([head, first?.length, rest.at(-2)]).toEqual([
    ...['-----BEGIN CERTIFICATE-----', 64, '-----END CERTIFICATE-----'],
  ])
  const body = written.replaceAll(/-----.*-----|\n/g, '')
  expect(atob(body).slice(0, 3)).toBe('\u00ff\u00fe\u00fd')
})

test('the key file of a service account says who it is', () => {
  const file = { type: 'service_account', client_email: 'cards@cafe.example', private_key: 'PEM' }
  expect(readKeyFile(JSON.stringify(file))).toEqual({ account: 'cards@cafe.example', key: 'PEM' })
  expect(readKeyFile('{"client_email": "cards@cafe.example"}')).toBeNull()
  expect(readKeyFile('-----BEGIN PRIVATE KEY-----')).toBeNull()
})
