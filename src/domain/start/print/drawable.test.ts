import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isDrawable } from './drawable.ts'

const icon = readFileSync(new URL('../../../web/portal/public/icon-192.png', import.meta.url))
const png = (content: Buffer) => isDrawable({ contentType: 'image/png', content })
const jpeg = (hex: string) =>
  isDrawable({ contentType: 'image/jpeg', content: Buffer.from(hex.replaceAll(' ', ''), 'hex') })

test('a whole picture can be printed, a broken one and one cut off cannot', () => {
  const broken = Buffer.from(icon)
  broken[60]! ^= 1
  expect([icon, broken, icon.subarray(0, -12)].map(png)).toEqual([true, false, false])
})

test('nor one that would be larger than any paper, or of no size', () => {
  // Begin, a note of two bytes, then height and width.
  const frame = 'ffd8 ffe00004abcd ffc0000808'
  const end = '01 ffda0002 1234 ffd9'
  const sized = (size: string) => jpeg(`${frame}${size}${end}`)
  expect([sized('00200040'), sized('00204000'), sized('00000040')]).toEqual([true, false, false])
})
