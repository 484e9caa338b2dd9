import { describe, expect, test } from 'vitest'
import { createFormat } from './format.ts'

const german = createFormat({ language: 'de', timeZone: 'Europe/Berlin', currency: 'EUR' })
const english = createFormat({ language: 'en', timeZone: 'Europe/Berlin', currency: 'EUR' })
/** Intl parts units by no-break spaces; the reader sees a space. */
const seen = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('figures are written as the language writes them', () => {
  test('money comes from minor units and knows its currency', () => {
    expect(seen(german.money(123456))).toBe('1.234,56 €')
    expect(seen(german.money({ amount: 500, currency: 'JPY' }))).toBe('500 ¥')
    expect(seen(german.moneyRounded(31800))).toBe('318 €')
    expect(seen(english.money(123456))).toBe('€1,234.56')
    expect(seen(english.money({ amount: 500, currency: 'USD' }))).toBe('$5.00')
  })

  test('less than nothing carries a minus, not a hyphen', () => {
    expect(seen(german.money(-18000))).toBe('−180,00 €')
    expect(german.number(-5)).toBe('−5')
    expect(seen(english.percent(-0.05))).toBe('−5.0%')
  })

  test('a share is a fraction', () => {
    expect(seen(german.percent(0.692))).toBe('69,2 %')
    expect(seen(german.percent(0.38, 0))).toBe('38 %')
  })
})

describe('dates are the dates of the business', () => {
  test('a calendar date stays that day', () => {
    expect(german.date('2026-11-21')).toBe('21.11.2026')
    expect(english.date('2026-04-07')).toBe('7\u00a0Apr 2026')
    expect(english.dayAndMonth('2026-04-07')).toBe('7\u00a0Apr')
    expect(german.dateLong('2026-11-21')).toBe('Samstag, 21.\u00a0November 2026')
    expect(german.month('2026-10-01')).toBe('Okt. 2026')
  })

  test('an instant is shown in the zone of the business', () => {
    expect(german.date('2026-11-20T23:30:00Z')).toBe('21.11.2026')
    expect(german.time('2026-11-21T07:16:00Z')).toBe('8.16 Uhr')
    expect(english.time('2026-11-21T07:16:00Z')).toBe('8:16')
  })

  test('days in a row share their month where they have one', () => {
    expect(german.dayRange('2026-10-06', '2026-10-09')).toBe('6.–9. Okt.')
    expect(german.dayRange('2026-09-29', '2026-10-02')).toBe('29.09.–02.10.')
    expect(german.dayRange('2026-10-06', '2026-10-06')).toBe('6. Okt.')
    expect(english.dayRange('2026-10-06', '2026-10-09')).toBe('6–9 Oct')
  })

  test('durations are rounded to what a person would say', () => {
    expect(german.duration(20)).toBe('20 Sekunden')
    expect(german.duration(170)).toBe('3 Minuten')
    expect(english.duration(7200)).toBe('2 hours')
    expect(german.secondsAgo(3)).toBe('vor 3 Sekunden')
    expect(german.secondsAgo(0)).toBe('jetzt')
    const now = new Date('2026-11-21T08:00:00Z')
    expect(seen(german.ago('2026-11-21T07:58:00Z', now))).toBe('vor 2 Min.')
    expect(german.ago('2026-11-20T07:00:00Z', now)).toBe('gestern')
    expect(seen(german.ago('2026-10-01T07:00:00Z', now))).toBe('vor 51 Tagen')
    expect(seen(german.ago('2025-11-20T07:00:00Z', now))).toBe('vor 12 Monaten')
    expect([60, 200, 10_372].map((days) => seen(german.span(days)))).toEqual([
      '60 Tage',
      '7 Monate',
      '28 Jahre',
    ])
    expect(german.ago('2026-11-19T17:00:00Z', now)).toBe('vorgestern')
  })

  test('names today and yesterday, and the date of days before', () => {
    const now = new Date('2026-11-22T23:30:00Z')
    expect(german.recentDay('2026-11-23', now)).toBe('heute')
    expect(german.recentDay('2026-11-22', now)).toBe('gestern')
    expect(german.recentDay('2026-11-21', now)).toBe('21.11.2026')
  })
})
