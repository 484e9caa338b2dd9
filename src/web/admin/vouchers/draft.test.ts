import { describe, expect, test } from 'vitest'
import { creationOf, type Draft, draftOf, faultOf, newDraft, usesMaxOf } from './draft.ts'

test('a draft says what is missing, and sends a code only where one was chosen', () => {
  const draft = newDraft()
  expect(faultOf(draft)).toBe('name')
  const named = { ...draft, content: { ...draft.content, name: 'Herbst' } }
  expect(faultOf(named)).toBeNull()
  const reversed = { ...named.content, validFrom: '2026-12-02', validUntil: '2026-12-01' }
  expect(faultOf({ ...named, content: reversed })).toBe('days')
  expect(creationOf(named).codes).toEqual({ kind: 'shared' })
  expect(creationOf({ ...named, codes: { ...named.codes, code: 'HERBST' } }).codes).toEqual({
    kind: 'shared',
    code: 'HERBST',
  })
})

test('a voucher becomes a draft of itself', () => {
  const money = { amount: 0, currency: 'EUR' }
  const { content } = newDraft()
  const draft = draftOf({
    id: 'vou_x',
    status: 'active',
    codeKind: 'single',
    code: null,
    revision: 1,
    content,
    use: { codes: 24, issued: 0, redeemed: 0, onHold: 0, discount: money, cost: money },
    createdAt: '2026-11-21T12:00:00Z',
  })
  expect(draft).toEqual({ content, codes: { kind: 'single', code: '', count: 24 } })
})

describe('how often a voucher can cost us', () => {
  const withCodes = (codes: Partial<Draft['codes']>, totalMax: number | null) => {
    const draft = newDraft()
    return usesMaxOf({
      content: { ...draft.content, totalMax },
      codes: { ...draft.codes, ...codes },
    })
  }

  test('single codes once each, and never above the limit', () => {
    expect(withCodes({ kind: 'single', count: 24 }, null)).toBe(24)
    expect(withCodes({ kind: 'single', count: 24 }, 10)).toBe(10)
  })

  test('a code for all up to its limit, and without one nobody knows', () => {
    expect(withCodes({ kind: 'shared' }, 50)).toBe(50)
    expect(withCodes({ kind: 'shared' }, null)).toBeNull()
  })
})
