import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '#contract/permissions.ts'
import { bookTime } from '#domain/ledger/book-time.ts'
import { liabilityWorker } from '#domain/ledger/liability/close-months.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { fixedClock } from '#kernel/clock.ts'
import { type PointsBooks, pointsBooks } from '../liability.ts'
import { type Answer, type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let accountant: Client
let books: PointsBooks
let anna: string
let ben: string
let storeId: string

/** 21 November 2026; what came before was booked on its day. */
beforeAll(async () => {
  server = await openTestServer({ now: '2026-11-21T12:00:00Z' })
  owner = await server.owner()
  accountant = await server.person('accountant')
  for (const name of ['Altstadt', '=Hafen()']) {
    const { body } = await owner.post('/api/v1/stores', { code: name.toLowerCase(), name })
    storeId ??= body.id
  }
  books = pointsBooks(server.house.context)
  await books.define('points', 'Punkte', '0.01')
  ;[anna, ben] = [await books.customer(), await books.customer()]
  const september = Date.parse('2026-11-10T00:00:00Z')
  await books.earn(anna, '2026-09-15', 10_000, { store: 1 })
  await books.earn(ben, '2026-09-20', 500, { store: 2, expiresAt: september })
  await books.spend(anna, '2026-10-05', 4_500, 2)
})
afterAll(() => server.close())

const now = async () => (await accountant.get('/api/v1/liability')).body
const months = async (query = '') =>
  (await accountant.get(`/api/v1/liability/months${query}`)).body.items
const amount = (euros: number) => ({ amount: euros * 100, currency: 'EUR' })
const rates = (body: object) => owner.put('/api/v1/liability/rates/points', body)
const closeAll = async (instant = '2026-11-21T12:00:00Z') => {
  const worker = liabilityWorker({ ...server.house.context, clock: fixedClock(instant) })
  await worker.work(new AbortController().signal)
}

describe('open points', () => {
  test('count as if all were redeemed, as long as there is too little history', async () => {
    expect(await now()).toMatchObject({
      total: { fairValue: amount(55), deferred: amount(55), provision: amount(55) },
      currencies: [
        {
          ...{ name: 'Punkte', open: 5_500, expected: 5_500 },
          terms: { basis: 'unknown', redemptionRate: 1, value: '0.01', costRate: null },
          stores: [
            { store: { name: 'Altstadt' }, open: 5_500, fairValue: amount(55) },
            { open: 0 },
          ],
        },
      ],
    })
  })

  test('expire by the clock, whether the job ran late or never', async () => {
    const before = [await now(), await months()]
    expect((await months('?from=2026-11')).at(-1).points).toMatchObject({ expired: 500 })
    const check = async () => (await accountant.get('/api/v1/liability/check')).body.items
    expect(await check()).toMatchObject([{ books: 5_500, accounts: 5_500 }])
    expect(await bookTime(server.house.context)).toBe(1)
    expect(await check()).toMatchObject([{ books: 5_500, accounts: 5_500 }])
    expect([await now(), await months()]).toEqual(before)
  })

  test('are worth what the business says from a month on, and their cost with it', async () => {
    const past = await rates({ month: '2026-10', redemptionRate: 0.97, costRate: 0.4 })
    expect([past.status, past.body.code]).toEqual([409, 'month_over'])
    const unknown = await owner.put('/api/v1/liability/rates/stars', {
      redemptionRate: 0.5,
      costRate: null,
    })
    expect(unknown.body.code).toBe('point_currency_not_found')
    await closeAll()
    const said = await rates({ redemptionRate: 0.97, costRate: 0.4 })
    expect([said.status, said.body.month]).toEqual([200, '2026-11'])
    // Of 10,000 points 9,700 will be redeemed, 4,500 are.
    const { currencies, total } = await now()
    expect(currencies[0]).toMatchObject({ expected: 5_200, terms: { basis: 'said' } })
    expect(total).toMatchObject({ fairValue: amount(52), provision: amount(20.8) })
    const program = (await owner.get('/api/v1/programs')).body
    expect(program.currencies).toMatchObject([{ currency: 'points', costRate: 0.4 }])
  })
})

describe('the monthly books', () => {
  test('close as they open and add up, in points and in money', async () => {
    const items = await months()
    expect(items.map(({ month }: { month: string }) => month)).toEqual([
      ...['2026-09', '2026-10', '2026-11'],
    ])
    let before = { points: 0, money: 0 }
    for (const { points, deferred } of items) {
      const { opening, issued, reversed, redeemed, donated, expired, other, closing } = points
      expect(opening).toBe(before.points)
      expect(closing).toBe(opening + issued - reversed - redeemed - donated - expired + other)
      expect(deferred.opening.amount).toBe(before.money)
      expect(deferred.closing.amount).toBe(
        deferred.opening.amount +
          deferred.allocated.amount -
          deferred.redeemed.amount -
          deferred.breakage.amount,
      )
      before = { points: closing, money: deferred.closing.amount }
    }
    expect(before.points).toBe(5_500)
  })

  test('stay closed, whatever is said or told later: that is booked now', async () => {
    const closed = await months('?to=2026-10')
    expect(closed.map((one: { closed: boolean }) => one.closed)).toEqual([true, true])
    await rates({ redemptionRate: 0.5, costRate: 0.9 })
    await books.earn(ben, '2026-09-30', 70, { store: 1, bookedOn: '2026-11-21' })
    await closeAll('2026-11-22T12:00:00Z')
    expect(await months('?to=2026-10')).toEqual(closed)
    expect((await months()).at(-1).points).toMatchObject({ issued: 70, expired: 500 })
    await rates({ redemptionRate: 0.97, costRate: 0.4 })
  })

  test('are the accounts of all customers, and verify finds nothing', async () => {
    const { body } = await accountant.get('/api/v1/liability/check')
    expect(body.items).toEqual([
      { currency: 'points', name: 'Punkte', books: 5_570, accounts: 5_570, difference: 0 },
    ])
    expect((await verifyLedger(server.house.context)).differences).toEqual([])
  })

  test('are taken along as CSV and PDF, and refuse what makes no sense', async () => {
    const csv = await accountant.get('/api/v1/liability/months/export')
    expect(csv.headers['content-disposition']).toContain('stammgast-points-months.csv')
    const [head, september] = csv.text.split('\r\n')
    expect(head).toMatch(/^\ufeffMonat;Was gesammelt wird;Stand;Anfang;vergeben/)
    expect(september).toMatch(/^2026-09;Punkte;abgeschlossen;0;10500;/)
    const pdf = await accountant.get('/api/v1/liability/months/pdf')
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(pdf.text.slice(0, 5)).toBe('%PDF-')
    const reversed = await accountant.get('/api/v1/liability/months?from=2026-11&to=2026-01')
    expect([reversed.status, reversed.body.code]).toEqual([422, 'months_reversed'])
    const endless = await accountant.get('/api/v1/liability/months?from=1990-01&to=2026-01')
    expect(endless.body.code).toBe('months_too_many')
    expect((await accountant.get('/api/v1/liability/months?from=2026-13')).status).toBe(422)
  })
})

describe('between stores', () => {
  test('the one that issued pays the one that redeemed', async () => {
    const { body } = await accountant.get('/api/v1/liability/settlement')
    expect(body.items).toMatchObject([
      {
        ...{ month: '2026-10', points: 4_500, amount: amount(45) },
        ...{ issuer: { name: 'Altstadt' }, redeemer: { name: '=Hafen()' } },
      },
    ])
    expect(body.balances).toMatchObject([
      { store: { name: 'Altstadt' }, gets: amount(0), owes: amount(45) },
      { store: { name: '=Hafen()' }, gets: amount(45), owes: amount(0) },
    ])
  })

  test('a name that is a formula stays a name in a spreadsheet', async () => {
    const csv = await accountant.get('/api/v1/liability/settlement/export')
    expect(csv.text.split('\r\n')[1]).toBe("2026-10;Punkte;Altstadt;'=Hafen();4500;45")
  })
})

describe('the file for DATEV', () => {
  const october = () => accountant.get('/api/v1/liability/datev?from=2026-10&to=2026-10')
  const settings = {
    ...{ method: 'deferral', consultantNumber: 29_098, clientNumber: 55_003, yearBeginsIn: 1 },
    ...{ accountDigits: 4, liabilityAccount: '3500', revenueAccount: '4000' },
    ...{ breakageAccount: '4830', provisionAccount: null, expenseAccount: null },
  }

  test('is refused until the adviser has said everything; nothing is preset', async () => {
    expect((await accountant.get('/api/v1/liability/accounting')).body).toMatchObject({
      ...{ consultantNumber: null, liabilityAccount: null, accountDigits: null },
    })
    const refused = await october()
    expect([refused.status, refused.body.code]).toEqual([409, 'accounting_incomplete'])
    expect(refused.body.errors).toHaveLength(7)
    expect(refused.body.detail).toContain('liabilityAccount')
  })

  test('holds the bookings of the month', async () => {
    const long = await owner.put('/api/v1/liability/accounting', {
      ...settings,
      revenueAccount: '40000',
    })
    expect([long.status, long.body.code]).toEqual([422, 'account_too_long'])
    expect((await owner.put('/api/v1/liability/accounting', settings)).status).toBe(200)
    const { headers, text } = await october()
    expect(headers['content-disposition']).toContain('EXTF_Buchungsstapel_2026-10.csv')
    const lines = text.split('\r\n')
    expect(lines[0]).toMatch(/^"EXTF";700;21;"Buchungsstapel";13;20261121130000000;;"SG";/)
    expect(lines[1]!.split(';')).toHaveLength(125)
    expect(lines[2]).toMatch(
      /^45,00;"S";"EUR";;;;3500;4000;;3110;"PUNKTE-2026-10";;;"Punkte eingel/,
    )
    expect(lines).toHaveLength(4)
  })

  test('is of months that can change no more, in one business year', async () => {
    const open = await accountant.get('/api/v1/liability/datev?from=2026-10&to=2026-11')
    expect([open.status, open.body.code]).toEqual([409, 'month_open'])
    await owner.put('/api/v1/liability/accounting', { ...settings, yearBeginsIn: 10 })
    const two = await accountant.get('/api/v1/liability/datev?from=2026-09&to=2026-10')
    expect([two.status, two.body.code]).toEqual([422, 'months_across_years'])
    const provision = { method: 'provision', provisionAccount: '3070', expenseAccount: '6300' }
    await owner.put('/api/v1/liability/accounting', { ...settings, ...provision })
    expect((await october()).body.code).toBe('cost_rate_missing')
  })
})

describe('who may', () => {
  const reading = [
    ...['', '/months', '/months/export', '/months/pdf', '/settlement', '/settlement/export'],
    ...['/check', '/rates', '/accounting'],
  ]
  const statuses = (answers: Answer[]) => [...new Set(answers.map(({ status }) => status))]

  test.each(roles)('a person as %s sees and says what the table names', async (role) => {
    const person = await server.person(role)
    const seen = await Promise.all(reading.map((path) => person.get(`/api/v1/liability${path}`)))
    expect(statuses(seen)).toEqual(role === 'owner' || role === 'accountant' ? [200] : [403])
    const said = await person.put('/api/v1/liability/rates/points', {
      redemptionRate: 0.97,
      costRate: 0.4,
    })
    expect(said.status).toBe(role === 'owner' ? 200 : 403)
  })

  test('a program with the scope reads; one limited to stores sees nothing of the whole', async () => {
    const program = await server.program('liability:read')
    expect((await program.get('/api/v1/liability')).status).toBe(200)
    expect((await program.put('/api/v1/liability/accounting', {})).status).toBe(403)
    const limited = await server.person('accountant', [storeId])
    const answer = await limited.get('/api/v1/liability')
    expect([answer.status, answer.body.code]).toEqual([403, 'caller_limited_to_stores'])
  })
})
