import { describe, expect, test } from 'vitest'
import { base32, codeOf, keyUri, stepAt, stepOfCode } from './totp.ts'

const secret = Buffer.from('12345678901234567890')

describe('codes of an authenticator', () => {
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at second %i are those of RFC 6238, appendix B', (second, code) => {
    expect(codeOf(secret, stepAt(new Date(second * 1000)), 8)).toBe(code)
  })

  test('count half a minute before and after, and no longer', () => {
    const now = new Date('2026-11-22T12:00:00Z')
    const step = stepAt(now)
    const codes = [-2, -1, 0, 1, 2].map((around) => codeOf(secret, step + around))
    expect(codes.map((code) => stepOfCode(secret, code, now))).toEqual([
      null,
      step - 1,
      step,
      step + 1,
      null,
    ])
    expect(stepOfCode(secret, '', now)).toBeNull()
  })

  test('come from a secret written as in RFC 4648', () => {
    const written = ['f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) =>
      base32(Buffer.from(text)),
    )
    expect(written).toEqual(['MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'])
    expect(keyUri(secret, { issuer: 'Café', email: 'a@b.example' })).toBe(
      'otpauth://totp/Caf%C3%A9:a%40b.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Caf%C3%A9',
    )
  })
})
