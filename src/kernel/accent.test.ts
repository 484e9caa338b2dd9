import { expect, test } from 'vitest'
import { accentSteps, contrast } from './accent.ts'

const paper = '#fbfaf7'
const darkGround = '#171411'
const siena = [
  '#fff4f1',
  '#fde8e0',
  '#facebe',
  '#f1aa92',
  '#e28868',
  '#cd6844',
  '#b3522e',
  '#933f20',
  '#733119',
  '#522312',
]

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

test('hue 40 is Siena, the accent the tokens are drawn with', () => {
  accentSteps(40).forEach((hex, step) => {
    const wanted = channels(siena[step] ?? '')
    channels(hex).forEach((value, channel) => {
      expect(Math.abs(value - (wanted[channel] ?? 0)), `step ${step}: ${hex}`).toBeLessThanOrEqual(
        2,
      )
    })
  })
})

test('whatever hue a business chooses, words and buttons stay readable', () => {
  for (let hue = 0; hue < 360; hue++) {
    const steps = accentSteps(hue)
    expect(contrast(steps[7] ?? '', paper), `hue ${hue} on paper`).toBeGreaterThanOrEqual(6)
    expect(contrast(steps[7] ?? '', '#ffffff'), `white on hue ${hue}`).toBeGreaterThanOrEqual(6)
    expect(contrast(steps[4] ?? '', darkGround), `hue ${hue} in the dark`).toBeGreaterThanOrEqual(
      6.8,
    )
  }
})
