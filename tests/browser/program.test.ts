import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { button, told, write } from './words.ts'

let office: Office
let context: BrowserContext
let send: Office['send']

beforeAll(async () => {
  office = await openOffice()
  ;({ context, send } = office)
  await send('PATCH', '/business', { name: 'Café Morgenrot', trade: 'gastronomy' })
  await send('POST', '/events', { events: visits() })
  await send('POST', '/customers', {
    name: 'Martina Seidel',
    identities: [{ kind: 'external_id', value: 'seidel' }],
  }).catch(() => undefined)
})
afterAll(() => office?.close())

/** Forty weeks of a guest who comes on Mondays, and one who came once. */
function visits(): object[] {
  const dayMillis = 86_400_000
  const today = Date.now()
  const purchase = (guest: string, daysAgo: number, number: number) => ({
    type: 'purchase',
    source: 'till-1',
    externalId: `${guest}-${number}`,
    occurredAt: new Date(today - daysAgo * dayMillis).toISOString(),
    customer: { externalId: guest },
    amount: 450,
  })
  return [
    ...Array.from({ length: 40 }, (_, week) => purchase('seidel', 2 + week * 7, week)),
    purchase('einmal', 30, 0),
  ]
}

describe('the program', () => {
  it('begins with one tap: currency, rule and card', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program')
    await page.getByRole('heading', { name: /^Womit möchten Sie/ }).waitFor()
    await axe(page)
    await takeScreens(page, 'program-start')
    await button(page, 'Mit der Stempelkarte beginnen').click()
    await told(page, 'Die Stempelkarte gilt ab sofort.')
    await page.getByRole('heading', { name: 'Stempelkarte', level: 1 }).waitFor()
    await page.getByText('Für jeden Besuch gibt es').waitFor()
    await button(page, 'Ab wann: ein Heißgetränk: 10').waitFor()
    expectNoFaults()
  })

  it('says what a guest would have got, and what a year costs', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program')
    await page.getByText('4-mal: ein Heißgetränk.').waitFor()
    await page.getByText('40 Einkäufe in zwölf Monaten').waitFor()
    await page.getByText('Kommt nie hin').waitFor()
    await page.getByText('1 von 2', { exact: true }).waitFor()
    await axe(page)
    await takeScreens(page, 'program')
    expectNoFaults()
  })

  it('shows whoever is chosen', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program')
    await button(page, 'Jemand anderes').click()
    await page.getByRole('dialog').getByRole('button', { name: 'einmal' }).click()
    await page.getByRole('heading', { name: /^Was hätte .*einmal bekommen\?/ }).waitFor()
    await page.getByText('Für ein Heißgetränk reicht es in zwölf Monaten noch nicht.').waitFor()
    expectNoFaults()
  })

  it('tells who gains before it counts, and begins on Monday', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program')
    await write(page, /^Wie viele Stempel:/, 'viele')
    await page.getByText('Bitte eine ganze Zahl ab 1.').waitFor()
    await write(page, /^Wie viele Stempel:/, '2')
    await page.getByText('8-mal statt 4-mal: ein Heißgetränk.').waitFor()
    await page.getByText('2 von 2, nach den 90 Tagen bis zum letzten bekannten').waitFor()
    await axe(page)
    await takeScreens(page, 'program-draft')
    await button(page, 'Ab Montag gelten lassen').click()
    await told(page, /^Ab Montag, .* gilt es\.$/)
    await page.getByText(/^Geplant ab Montag/).waitFor()
    await button(page, 'Wie viele Stempel: 1 Stempel').waitFor()
    expectNoFaults()
  })

  it('makes a card shorter at once, a drink no dearer', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program')
    await write(page, /^Ab wann: ein Heißgetränk:/, '8')
    await page.getByText('bisher 10 Stempel').waitFor()
    await button(page, 'Was es uns kostet: 1,00 €').waitFor()
    await button(page, 'Verwerfen').click()
    await button(page, 'Ab wann: ein Heißgetränk: 10').waitFor()
    await write(page, /^Ab wann: ein Heißgetränk:/, '8')
    await button(page, 'Ab sofort gelten lassen').click()
    await told(page, 'Es gilt.')
    await page.getByText('5-mal: ein Heißgetränk.').waitFor()
    expectNoFaults()
  })

  it('names the card, leaves it out and takes it up again', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program')
    await page.getByRole('img', { name: /von 8 Stempeln$/ }).waitFor()
    await write(page, /^Wie die Karte heißt:/, 'Morgenkarte')
    await write(page, /^Was auf der Karte steht:/, 'Ein Stempel je Besuch.')
    await page.getByRole('heading', { name: 'Morgenkarte', level: 1 }).waitFor()
    await axe(page)
    await takeScreens(page, 'program-card')
    await button(page, 'Ab Montag gelten lassen').waitFor()
    await button(page, /^Ab wann: /)
      .last()
      .click()
    await page.getByRole('combobox').selectOption({ label: 'ab sofort' })
    await button(page, 'Ab sofort gelten lassen').click()
    await told(page, 'Es gilt.')
    await button(page, 'Morgenkarte weglassen').click()
    await page.getByRole('heading', { name: 'Stempel', level: 1 }).waitFor()
    expect(await page.getByRole('img', { name: /von 8 Stempeln$/ }).count()).toBe(0)
    await button(page, 'Als Stempelkarte zeigen').click()
    await page.getByRole('heading', { name: 'Morgenkarte', level: 1 }).waitFor()
    expect(await button(page, 'Verwerfen').count()).toBe(0)
    expectNoFaults()
  })

  it('takes at most five ways to earn, and lets them go again', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program')
    for (const [left, way] of [
      ['noch 4', 'Zum Geburtstag'],
      ['noch 3', 'Für eine Empfehlung'],
      ['noch 2', 'Für eine Bewertung'],
      ['noch eine', 'Für eine Umfrage'],
    ] as const) {
      await button(page, new RegExp(`^Weitere Art zu sammeln, ${left} möglich`)).click()
      await page.getByRole('menuitem', { name: way }).click()
    }
    await page.getByText('Wer eine Umfrage beantwortet, bekommt').waitFor()
    expect(await button(page, /^Weitere Art zu sammeln/).count()).toBe(0)
    await takeScreens(page, 'program-five')
    await button(page, 'Für eine Umfrage weglassen').click()
    await button(page, /^Weitere Art zu sammeln, noch eine möglich/).waitFor()
    expectNoFaults()
  })
})

describe('for the advanced', () => {
  it('a rule with a condition is read as a sentence, counted, and then counts', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program/rules/new')
    await button(page, 'Ab sofort gelten lassen').click()
    await page.getByRole('alert').getByText('Geben Sie der Regel einen Namen.').waitFor()
    await page.getByLabel('Name', { exact: true }).fill('Groß am Nachmittag')
    await page.getByLabel('Wofür', { exact: true }).selectOption('per_purchase')
    await button(page, 'Bedingung hinzufügen').click()
    await page.getByLabel('Was', { exact: true }).selectOption('event.amount')
    await page.getByLabel('Vergleich').selectOption('at_least')
    await page.getByLabel('Wert', { exact: true }).fill('4,50')
    await page.getByText('Nur wenn der Einkauf mindestens 4,50 € kostet.').waitFor()
    await button(page, 'Nachrechnen').click()
    await page.getByText('2 gewinnen, 0 verlieren').waitFor()
    await axe(page)
    await takeScreens(page, 'program-rule')
    await button(page, 'Ab sofort gelten lassen').click()
    await told(page, 'Die Regel gilt.')
    await page.getByRole('link', { name: 'Groß am Nachmittag' }).waitFor()
    await axe(page)
    await takeScreens(page, 'program-rules')
    expectNoFaults()
  })

  it('keeps what a rule was, and ends it after asking', async () => {
    const { page, expectNoFaults } = await openPage(
      context,
      '/admin/program/rules/gross_am_nachmittag',
    )
    await page.getByRole('heading', { name: 'Fassungen' }).waitFor()
    await axe(page)
    await button(page, 'Regel beenden').click()
    await page.getByRole('dialog').getByText('Was sie gegeben hat, bleibt.').waitFor()
    await axe(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Regel beenden' }).click()
    await told(page, 'Groß am Nachmittag ist beendet.')
    expectNoFaults()
  })

  it('ground rules are sentences too', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program/rules')
    await write(page, /^Minuten eines Besuchs:/, '30')
    await button(page, 'Grundlagen ab sofort gelten lassen').click()
    await told(page, 'Die Grundlagen gelten.')
    await button(page, 'Minuten eines Besuchs: 30 Minuten').waitFor()
    expectNoFaults()
  })

  it('tiers say what nobody can reach, and who would hold them', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program/tiers')
    await page.getByText('Noch gibt es keinen Status.').waitFor()
    await axe(page)
    await button(page, 'Mit Silber und Gold beginnen').click()
    await button(page, 'Gold: Vorteil hinzufügen').click()
    await page.getByText('Bevorzugte Beratung').waitFor()
    for (const kind of ['früher dabei', 'gratis dazu', 'eigene Worte']) {
      await button(page, 'Gold: Vorteil hinzufügen').click()
      await page.getByLabel('Art des Vorteils').last().selectOption({ label: kind })
    }
    await page.getByText('Schreiben Sie jeden Vorteil aus.').waitFor()
    await page.getByLabel('Vorteil', { exact: true }).fill('Ihr Platz am Fenster ist frei')
    await write(page, /^Wie viel früher:/, '400')
    await page.getByText('Bitte 1 bis 365 Tage.').waitFor()
    await write(page, /^Wie viel früher:/, '3')
    await write(page, /^Was es gratis gibt:/, 'Ein Keks')
    await write(page, /^Wie oft im Monat:/, '2')
    await button(page, 'Wie oft im Monat: bis zu 2-mal im Monat').waitFor()
    await page.getByRole('rowheader', { name: 'Gold' }).waitFor()
    await button(page, 'Stufe hinzufügen').click()
    await page.getByText('Geben Sie jeder Stufe einen Namen.').waitFor()
    expect(await button(page, 'Ab sofort gelten lassen').isDisabled()).toBe(true)
    await button(page, 'Neue Stufe entfernen').click()
    await axe(page)
    await takeScreens(page, 'program-tiers')
    await write(page, /^Ab wann: Gold:/, '99000')
    await page.getByText('Den Status Gold erreicht niemand').waitFor()
    await write(page, /^Ab wann: Gold:/, '36')
    await button(page, 'Ab sofort gelten lassen').click()
    await told(page, 'Die Stufen gelten.')
    await button(page, 'Ab wann: Gold: 36 Besuchen').waitFor()
    expectNoFaults()
  })

  it('plays the receipts again under another program', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program/simulation')
    await page.getByText('Hätten gesammelt').waitFor()
    await axe(page)
    await takeScreens(page, 'program-simulation')
    await button(page, /^Welches Programm:/).click()
    await page.getByRole('combobox').selectOption({ label: 'ein Punkt je Euro' })
    await page.getByText('Punkte je Woche').waitFor()
    expectNoFaults()
  })

  it('speaks English too', async () => {
    await inEnglish(context, '/admin/program', async (page) => {
      for (const [path, heading] of [
        ['', 'Morgenkarte'],
        ['/rules', 'All rules'],
        ['/tiers', 'Regular visits move you up'],
        ['/simulation', 'What if …'],
      ] as const) {
        if (path) await page.goto(`/admin/program${path}`)
        await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
        await axe(page)
      }
    })
  })
})
