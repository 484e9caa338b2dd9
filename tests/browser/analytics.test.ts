import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import {
  readCohorts,
  readOverview,
  readRetention,
  readToday,
} from '#contract/endpoints/analytics.ts'
import { axe, launchBrowser, openContext, openPage } from './browser.ts'
import { fillDemo, inEnglish } from './office.ts'
import { type Program, startProgram } from './program.ts'
import { takeScreens } from './screens.ts'
import { senderOf } from './send.ts'
import { signInOwner } from './sign-in-owner.ts'

const asProgram = (program: Program) => ({ origin: program.address, 'x-stammgast': '1' })

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
})

describe('the reports of a café', () => {
  let program: Program
  let context: BrowserContext

  beforeAll(async () => {
    program = await startProgram()
    context = await openContext(browser, program.address)
    await signInOwner(context, program)
    await fillDemo({ send: senderOf(context, program.address) }, 300)
  })
  afterAll(async () => {
    await context?.close()
    await program?.stop()
  })

  /** What a report says, as the API says it. */
  const report = async <E extends Endpoint>({ path }: E, query = ''): Promise<WireReply<E>> =>
    (await context.request.get(`${path}${query}`)).json()

  it('the overview says the sentence of the day, what waits and four figures', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin')
    const { staying, stores } = await report(readOverview)
    await page.getByText(`Von ${staying.n} Gästen`).first().waitFor()
    for (const heading of [
      'Heute zu tun',
      'Wie viele bleiben?',
      'Wer geht gerade?',
      'Was sind sie wert?',
      'Was hat es gebracht?',
    ]) {
      expect(await page.getByRole('heading', { name: heading }).isVisible()).toBe(true)
    }
    for (const { store } of stores) {
      expect(await page.getByRole('link', { name: store.name, exact: true }).isVisible()).toBe(true)
    }
    expect(await page.getByText('Noch nicht: es gab noch keine Maßnahme.').isVisible()).toBe(true)
    await axe(page)
    await takeScreens(page, 'overview')
    expectNoFaults()
  })

  it('a figure opens to its definition, and a name to its guest', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin')
    await page.getByRole('button', { name: 'So gerechnet' }).first().click()
    await page.getByRole('dialog', { name: 'So gerechnet' }).getByText('Was gezählt wird').waitFor()
    await axe(page)
    await page.keyboard.press('Escape')
    const { tasks } = await report(readToday)
    await page
      .getByRole('link', { name: `${tasks[0]!.customer.name}` })
      .first()
      .click()
    await page.waitForURL(`**/admin/customers/${tasks[0]!.customer.customerId}`)
    expectNoFaults()
  })

  it('each number of the balance opens to exactly as many guests', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/analytics/retention')
    const { periods } = await report(readRetention)
    const period = periods.findLast(({ open }) => !open)!
    await page.getByRole('button', { name: `${period.lost} weggeblieben` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`${period.lost} Gäste`).waitFor()
    expect(await dialog.getByRole('row').count()).toBe(1 + Math.min(50, period.lost))
    await axe(page)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await axe(page)
    await takeScreens(page, 'retention')
    expectNoFaults()
  })

  it('a report says so while all guests are counted anew, and is whole when they are', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin')
    const counting = { of: 'days', since: new Date().toISOString(), customers: 2000, done: 500 }
    let recount: typeof counting | null = counting
    await page.route('**/api/v1/business/recount', (route) => route.fulfill({ json: { recount } }))
    await page.route('**/api/v1/reports/retention?*', async (route) => {
      const told = await (await route.fetch()).json()
      await route.fulfill({ json: { ...told, basis: { ...told.basis, recount } } })
    })
    const words = page.getByText('Solange stehen hier alte neben neuen Zahlen.')
    await page.goto(`${program.address}/admin/customers`)
    await words.waitFor()
    await page.goto(`${program.address}/admin/analytics/retention`)
    await words.waitFor()
    await page.getByText('500 von 2.000 Gästen sind neu gezählt.').waitFor()
    expect(await page.getByRole('link', { name: 'CSV laden' }).count()).toBe(0)
    await axe(page)
    await takeScreens(page, 'counted-anew')
    recount = null
    await words.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'CSV laden' }).waitFor()
    expectNoFaults()
  })

  it('the question stands in the address, so that it can be sent to others', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/analytics/retention')
    await page.getByRole('button', { name: 'Kalender: nach Monaten' }).click()
    await page.getByRole('radio', { name: 'Quartal' }).click()
    await page.getByRole('button', { name: 'Filiale: in allen Filialen' }).click()
    await page.getByRole('checkbox', { name: 'Altstadt' }).click()
    await axe(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Filiale: nur Altstadt' }).waitFor()
    const sent = await openPage(context, page.url())
    const { periods } = await report(readRetention, '?every=quarter&store=altstadt')
    const { kept, customersAtStart } = periods.findLast(({ open }) => !open)!
    const heading = sent.page.getByRole('heading', { level: 1 })
    await sent.page.getByRole('button', { name: 'Filiale: nur Altstadt' }).waitFor()
    await expect.poll(() => heading.textContent()).toContain(`Von ${customersAtStart} Gästen`)
    expect(await heading.textContent()).toContain(`kamen ${kept}`)
    expectNoFaults()
    sent.expectNoFaults()
  })

  it('of those who began together, what still runs is open and a cell opens to its guests', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/analytics/cohorts')
    const { cohorts } = await report(readCohorts)
    const cohort = cohorts.find(({ cells }) => (cells[1]?.active ?? 0) > 0)!
    const triangle = page.getByRole('table').first()
    await triangle.waitFor()
    // None where the last day that is known ends a month.
    const running = cohorts.filter(({ cells }) =>
      cells.some(({ index, open }) => open && index > 0),
    )
    expect(await triangle.getByText('offen').count()).toBeGreaterThanOrEqual(running.length)
    await axe(page)
    await takeScreens(page, 'cohorts')
    const row = triangle.getByRole('row').nth(1 + cohorts.indexOf(cohort))
    await row.getByRole('button').nth(1).click()
    const { active } = cohort.cells[1]!
    const words = active === 1 ? 'Ein Gast' : `${active} Gäste`
    await page.getByRole('dialog').getByText(words).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('radio', { name: 'nach Umsatz' }).click({ force: true })
    await page.waitForURL('**criterion=revenue**')
    await page.getByText('Was vom ersten Umsatz bleibt').waitFor()
    expectNoFaults()
  })

  it('value, fifths and receipts can be read by everybody', async () => {
    for (const name of ['value', 'rfm', 'receipts']) {
      const { page, expectNoFaults } = await openPage(context, `/admin/analytics/${name}`)
      await page.getByText('der letzte bekannte Tag').waitFor()
      await axe(page)
      await takeScreens(page, name)
      expectNoFaults()
    }
  })

  it('in English no German word is left', async () => {
    await inEnglish(context, '/admin', async (page) => {
      await page.getByRole('heading', { name: 'How many stay?' }).waitFor()
      expect(await textOf(page)).not.toMatch(german)
      for (const name of ['retention', 'cohorts', 'value', 'rfm']) {
        await page.goto(`/admin/analytics/${name}`)
        await page.getByRole('table').first().waitFor()
        expect(await textOf(page)).not.toMatch(german)
      }
    })
  })
})

describe('a till that knows receipts, but no guests', () => {
  let program: Program
  let context: BrowserContext

  beforeAll(async () => {
    program = await startProgram()
    context = await openContext(browser, program.address)
    await signInOwner(context, program)
    await record(context, program, [
      receipt('2026-03-02T07:30:00Z'),
      receipt('2026-03-03T11:10:00Z'),
    ])
  })
  afterAll(async () => {
    await context?.close()
    await program?.stop()
  })

  it('still ends on a useful page, and says how receipts become guests', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin')
    await page.getByRole('heading', { name: 'Ihre Kasse kennt Bons, aber keine Gäste.' }).waitFor()
    await page.getByText('2 Bons seit dem 02.03.2026').waitFor()
    await page.getByText('0 % der Bons').first().waitFor()
    await axe(page)
    await takeScreens(page, 'receipts-without-customers')
    expectNoFaults()
  })

  it('when guests of years ago come in, their cohorts are shown, not an empty page', async () => {
    const months = ['01', '02', '03', '04']
    await record(
      context,
      program,
      months.map((month) => receipt(`2021-${month}-05T09:00:00Z`, { externalId: 'anna' })),
    )
    const { page, expectNoFaults } = await openPage(context, '/admin/analytics/cohorts')
    await page.getByRole('rowheader', { name: 'Jan. 2021' }).waitFor()
    expectNoFaults()
  })
})

const german = /\b(Gäste|Gast|Filialen?|Bons?|offen|Monate|Umsatz|heute|geblieben)\b/

const textOf = (page: Page) => page.evaluate<string>('document.body.innerText')

let made = 0

const receipt = (occurredAt: string, customer?: { externalId: string }) => ({
  type: 'purchase',
  source: 'test',
  externalId: `receipt-${++made}`,
  occurredAt,
  amount: 740,
  store: 'altstadt',
  ...(customer && { customer }),
})

async function record(context: BrowserContext, program: Program, events: readonly object[]) {
  const reply = await context.request.post('/api/v1/events', {
    data: { events },
    headers: asProgram(program),
  })
  if (!reply.ok()) throw new Error(`not recorded: ${await reply.text()}`)
}
