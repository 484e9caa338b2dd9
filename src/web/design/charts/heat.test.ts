import { expect, test } from 'vitest'
import { cellWidthOf, heatStep } from './heat.ts'

test('colors spread between the least and the most; the strongest is never given away', () => {
  const span = { low: 0.36, high: 0.68 }
  expect([0.36, 0.45, 0.5, 0.57, 0.68].map((value) => heatStep(value, span))).toEqual([
    2, 3, 4, 5, 6,
  ])
  expect(heatStep(0, span)).toBe(1)
  expect(heatStep(0.4, { low: 0.4, high: 0.4 })).toBe(4)
})

test('a cell is as wide as the longest number of its table', () => {
  const row = (...texts: string[]) => ({
    ...{ key: 'Mo', name: 'Mo' },
    cells: texts.map((text) => ({ text, step: 3 as const })),
  })
  const heat = (...texts: string[]) => ({ corner: '', columns: [], rows: [row(...texts)] })
  expect(cellWidthOf(heat('7', '86'), 36)).toBe(36)
  expect(cellWidthOf(heat('7', '1.861'), 36)).toBeGreaterThanOrEqual(38)
  expect(cellWidthOf(heat('12.861'), 36)).toBeGreaterThan(cellWidthOf(heat('1.861'), 36))
})
