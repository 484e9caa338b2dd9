import { describe, expect, test } from 'vitest'
import { handReasons } from '#contract/language/hand-reason.ts'
import { pointReasons, type ReasonKey } from '#contract/language/point-reason.ts'
import { languages, startTranslator } from '#locales/index.ts'
import { createFormat } from '../../design/format.ts'
import { wordsOf } from './reason-words.ts'

const params = { points: '0.5', perAmount: 100, factor: '2', event: 'review', reward: 'cake' }
const rewardNames = new Map([['cake', 'Kuchen']])
const hands = handReasons.map((hand): ReasonKey => `hand.${hand}`)

describe.each(languages)('why points moved, in %s', async (language) => {
  const translator = await startTranslator(language, 'guest')
  const t = translator.getFixedT(language, 'points')
  const format = createFormat({ language, timeZone: 'Europe/Berlin', currency: 'EUR' })
  const say = { t, format, rewardNames }
  const unknown = t('reason.unknown')

  test.each([...pointReasons, ...hands])('%s has words of its own', (key) => {
    const words = wordsOf(say, { key, params }, null)
    expect(words).not.toBe(unknown)
    expect(words).not.toMatch(/\{\{|[a-z]\.[a-z]/)
  })

  test('a reason of a later version is at least no key', () => {
    expect(wordsOf(say, { key: 'dreamt.of', params: {} }, null)).toBe(unknown)
  })
})
