import { describe, expect, test } from 'vitest'
import { dayNumber, monthOf } from '#kernel/calendar.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { owedMovements, paidMovement } from './partner-movements.ts'
import type { RecordedPayment } from './payment-rows.ts'
import type { SettledLine } from './settlement.ts'

const line = (more: Partial<SettledLine>): SettledLine => ({
  ...{ month: monthOf(dayNumber('2026-10-01')), partner: 'linden', partnerName: 'Linden' },
  ...{ reward: 'book', rewardName: 'Book', owes: 'business', amount: 250 },
  ...{ redemptions: 1, givenBack: 0, ...more },
})
const lastOfOctober = dayNumber('2026-10-31')

describe('what partners and we owe each other', () => {
  test('is one booking of each partner and month for either side, on its last day', () => {
    const lines = [
      line({ redemptions: 3 }),
      line({ reward: 'pen', amount: 100, redemptions: 2 }),
      line({ reward: 'cut', owes: 'partner', amount: 50 }),
      line({ partner: 'garden', partnerName: 'Garden', owes: 'nobody', amount: 0 }),
    ]
    expect(owedMovements(lines)).toEqual([
      {
        ...{ amount: 950, side: 'S', day: lastOfOctober, reference: 'PARTNER-2026-10' },
        ...{ account: 'partnerExpenseAccount', contra: 'partnerAccount' },
        text: 'Prämien von Partnern 10/2026 (Linden)',
      },
      {
        ...{ amount: 50, side: 'S', day: lastOfOctober, reference: 'PARTNER-2026-10' },
        ...{ account: 'partnerAccount', contra: 'partnerRevenueAccount' },
        text: 'Beitrag von Partnern 10/2026 (Linden)',
      },
    ])
  })

  test('is turned around in a month in which more was given back than redeemed', () => {
    expect(owedMovements([line({ redemptions: 0, givenBack: 2 })])).toMatchObject([
      { amount: 500, side: 'H', account: 'partnerExpenseAccount', contra: 'partnerAccount' },
    ])
    expect(owedMovements([line({ givenBack: 1 })])).toEqual([])
  })
})

describe('a payment', () => {
  const zone = zoneNamed('Europe/Berlin')
  const paid = (more: Partial<RecordedPayment>) =>
    paidMovement(
      {
        ...{ partnerName: 'Linden', paidBy: 'business', amount: 1_250, times: 1 },
        ...{ paidOn: '2026-11-20', reference: 'Rechnung 118' },
        ...{ recordedAt: new Date('2026-11-21T12:00:00Z'), ...more },
      },
      zone,
    )

  test('lowers what is open, whoever paid', () => {
    expect(paid({})).toEqual({
      ...{ amount: 1_250, side: 'S', account: 'partnerAccount', contra: 'paymentAccount' },
      ...{ day: dayNumber('2026-11-20'), reference: 'PARTNER-2026-11' },
      text: 'Zahlung an Partner (Linden) Rechnung 118',
    })
    expect(paid({ paidBy: 'partner', reference: '' })).toMatchObject({
      ...{ side: 'S', account: 'paymentAccount', contra: 'partnerAccount' },
      text: 'Zahlung vom Partner (Linden)',
    })
  })

  test('stands in the month in which it was recorded, by the clock of the business', () => {
    const late = paid({ paidOn: '2026-10-05' })
    expect(late).toMatchObject({ day: dayNumber('2026-11-21'), reference: 'PARTNER-2026-11' })
    const atMidnight = paid({ recordedAt: new Date('2026-11-30T23:30:00Z') })
    expect(atMidnight).toMatchObject({ day: dayNumber('2026-12-01'), reference: 'PARTNER-2026-12' })
  })

  test('that was none is turned around on the day that was said', () => {
    expect(paid({ times: -1 })).toMatchObject({
      ...{ amount: 1_250, side: 'H', account: 'partnerAccount', contra: 'paymentAccount' },
      ...{ day: dayNumber('2026-11-21'), text: 'Storno: Zahlung an Partner (Linden) Rechnung 118' },
    })
  })
})
