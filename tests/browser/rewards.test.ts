import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { inEnglish, type Office, openOffice } from './office.ts'
import { takeScreens } from './screens.ts'
import { button, choose, told, write } from './words.ts'

let office: Office
let context: BrowserContext
let send: Office['send']

beforeAll(async () => {
  office = await openOffice()
  ;({ context, send } = office)
  await send('PATCH', '/business', { name: 'Café Morgenrot' })
})
afterAll(() => office?.close())

describe('gifts', () => {
  it('begin with an article, and its stock is told', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/gifts')
    await page.getByText('Hier stehen die Artikel').waitFor()
    await axe(page)
    await button(page, 'Neuer Artikel').click()
    await button(page, 'Artikel anlegen').click()
    await page.getByText('Geben Sie dem Artikel einen Namen.').waitFor()
    await page.getByRole('textbox', { name: 'Name' }).fill('Thermobecher')
    await page.getByRole('textbox', { name: 'Kosten je Stück' }).fill('6,40')
    await page.getByRole('textbox', { name: 'Warnen ab' }).fill('10')
    await axe(page)
    await takeScreens(page, 'gift-article-new')
    await button(page, 'Artikel anlegen').click()
    await told(page, 'Thermobecher steht jetzt bei den Geschenken.')
    await page.getByRole('link', { name: 'Thermobecher' }).click()
    await button(page, 'Lieferung eintragen').click()
    await page.getByRole('textbox', { name: 'Wie viele sind gekommen?' }).fill('8')
    await page.getByRole('dialog').getByRole('button', { name: 'Lieferung eintragen' }).click()
    await told(page, '8 Stück sind dazugekommen.')
    await page.getByRole('row', { name: /Lieferung.*\+8/ }).waitFor()
    await axe(page)
    await takeScreens(page, 'gift-article')
    expectNoFaults()
  })

  it('stand on a ladder that is written as sentences', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/gift-ladders/new')
    await write(page, /^Name:/, 'Zehn Schritte')
    await write(page, /^Beim wievielten Mal/, '5')
    await button(page, 'Weiteres Geschenk').click()
    await button(page, 'Beim wievielten Mal: 15').waitFor()
    await axe(page)
    await takeScreens(page, 'gift-ladder')
    await button(page, 'Ab jetzt gelten lassen').click()
    await told(page, 'Zehn Schritte gilt.')
    await page.getByText('Ein Artikel wird knapp: Thermobecher.').waitFor()
    await axe(page)
    await takeScreens(page, 'gifts')
    await page.getByRole('link', { name: 'Zehn Schritte' }).click()
    await write(page, 'Beim wievielten Mal: 15', '3')
    await button(page, 'Ab jetzt gelten lassen').click()
    await page.getByText('Die Zahlen einer Runde müssen steigen.').waitFor()
    await write(page, 'Beim wievielten Mal: 3', '20')
    await button(page, 'Ab jetzt gelten lassen').click()
    await told(page, 'Die Änderungen gelten.')
    await button(page, 'Beenden').click()
    await button(page, 'Staffel beenden').click()
    await told(page, 'Zehn Schritte ist beendet.')
    expectNoFaults()
  })
})

describe('gifts with a purchase', () => {
  it('are written as sentences, changed and ended', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/gifts')
    await page.getByRole('link', { name: 'Neues Geschenk zum Einkauf' }).click()
    await button(page, 'So gelten lassen').click()
    await page.getByText('Geben Sie dem Geschenk einen Namen.').waitFor()
    await write(page, /^Name:/, 'Zum Advent')
    await write(page, /^Ab welchem Betrag/, '35')
    await write(page, /^Wie oft insgesamt/, '20')
    await axe(page)
    await takeScreens(page, 'basket-gift')
    await button(page, 'So gelten lassen').click()
    await told(page, 'Zum Advent gilt.')
    await page.getByRole('row', { name: /Zum Advent.*Thermobecher.*ab 35,00.*0 von 20/ }).waitFor()
    await axe(page)
    await takeScreens(page, 'basket-gifts')
    await page.getByRole('link', { name: 'Zum Advent' }).click()
    await write(page, /^Ab welchem Betrag/, '40')
    await button(page, 'So gelten lassen').click()
    await told(page, 'Die Änderungen gelten.')
    await page.getByRole('link', { name: 'Zum Advent' }).click()
    await button(page, 'Ab welchem Betrag: 40,00').waitFor()
    await button(page, 'Beenden').click()
    await button(page, 'Für immer beenden').click()
    await told(page, 'Zum Advent ist beendet.')
    expectNoFaults()
  })
})

describe('rewards', () => {
  it('need something to collect first', async () => {
    const { page } = await openPage(context, '/admin/rewards')
    await page.getByText('Hier steht, was Ihre').waitFor()
    await axe(page)
    await page.getByRole('link', { name: 'Neue Prämie' }).click()
    await page.getByRole('heading', { name: 'Zuerst braucht es etwas zu sammeln.' }).waitFor()
    await send('PUT', '/programs/currencies/stamps', { name: 'Stempel', value: '0.30' })
  })

  it('are written as sentences, changed from now on, and end for good', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/rewards/new')
    await button(page, 'Ab jetzt anbieten').click()
    await page.getByText('Geben Sie der Prämie einen Namen.').waitFor()
    await write(page, /^Name:/, 'Becher fürs Leben')
    await write(page, /^Preis:/, '12')
    await page.getByText('Das kostet Sie etwa 6,40').waitFor()
    await choose(page, 'Zuzahlen', 'darf zuzahlen')
    await write(page, /^Wie oft insgesamt/, '4')
    await axe(page)
    await takeScreens(page, 'reward-new')
    await button(page, 'Ab jetzt anbieten').click()
    await told(page, 'Becher fürs Leben gibt es jetzt.')
    await page.getByText('Eine Prämie wird knapp: Becher fürs Leben.').waitFor()
    await page.getByRole('row', { name: /12 Stempel, auch in Teilen.*noch 4/ }).waitFor()
    await axe(page)
    await takeScreens(page, 'rewards')
    await page.getByRole('link', { name: 'Becher fürs Leben' }).click()
    await write(page, /^Preis:/, '15')
    await button(page, 'Änderungen übernehmen').click()
    await told(page, 'Die Änderungen gelten.')
    await button(page, 'Preis: 15').waitFor()
    await takeScreens(page, 'reward')
    await button(page, 'Beenden').click()
    await axe(page)
    await button(page, 'Für immer beenden').click()
    await told(page, 'Becher fürs Leben ist beendet.')
    await page.getByRole('heading', { name: 'Was es gab' }).waitFor()
    expectNoFaults()
  })
})

describe('referrals', () => {
  it('are worth what is said, and farms of fake friends stand out', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/referrals')
    await button(page, 'Festlegen, was es gibt').click()
    await page.getByText('Eine gelungene Empfehlung kostet Sie etwa 0,60').waitFor()
    await write(page, /^Wer jemanden bringt/, '3')
    await page.getByText('Eine gelungene Empfehlung kostet Sie etwa 1,20').waitFor()
    await write(page, /^Mindestbetrag/, '10')
    await axe(page)
    await takeScreens(page, 'referral-terms')
    await button(page, 'Ab jetzt gelten lassen').click()
    await told(page, 'Das gilt jetzt.')
    await page.getByText('Wer jemanden bringt, bekommt 3 Stempel.').waitFor()
    await bringFakeFriends()
    await page.reload()
    await page.getByRole('heading', { name: /Sieht nicht nach Freunden aus/ }).waitFor()
    await page.getByText('Drei oder mehr teilen etwas mit der Person selbst.').waitFor()
    await page.getByRole('row', { name: /Freund 1.*abgelehnt: gleiches Gerät/ }).waitFor()
    await page.getByRole('row', { name: /Freund 4.*wartet auf den ersten Einkauf/ }).waitFor()
    await axe(page)
    await takeScreens(page, 'referrals')
    expectNoFaults()
  })

  it('speak English too', async () => {
    await inEnglish(context, '/admin/referrals', async (page) => {
      await page.getByRole('heading', { name: /Does not look like friends/ }).waitFor()
      await takeScreens(page, 'referrals-en')
      await page.getByRole('link', { name: 'Rewards' }).click()
      await page.getByRole('heading', { name: 'No longer on offer' }).waitFor()
      await takeScreens(page, 'rewards-en')
      await page.getByRole('link', { name: 'Gifts' }).click()
      await page.getByText('One article is running low: Thermobecher.').waitFor()
      await axe(page)
    })
  })
})

describe('the end of a program', () => {
  it('is said with two last days, told where the program stands, and taken back', async () => {
    const { page, expectNoFaults } = await openPage(context, '/admin/program/ending')
    await page.getByRole('heading', { name: 'Das Programm läuft' }).waitFor()
    await page.getByLabel('Letzter Tag zum Einlösen').fill('2020-01-01')
    await page.getByText('Einlösen geht mindestens so lange wie Sammeln.').waitFor()
    await page.getByLabel('Letzter Tag zum Sammeln').fill('2090-12-31')
    await page.getByLabel('Letzter Tag zum Einlösen').fill('2091-03-31')
    await button(page, 'Programm beenden').click()
    await page.getByText('Was danach noch offen ist, verfällt.').waitFor()
    await axe(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Programm beenden' }).click()
    await told(page, 'Die letzten Tage stehen fest.')
    await page.getByRole('heading', { name: /einlösen bis .*31. März 2091/ }).waitFor()
    await axe(page)
    await takeScreens(page, 'program-ending')
    await button(page, 'Doch nicht beenden').click()
    await told(page, 'Das Programm geht weiter.')
    await page.getByRole('heading', { name: 'Das Programm läuft' }).waitFor()
    expectNoFaults()
  })
})

async function bringFakeFriends() {
  const make = async (name: string, number: number) => {
    const identities = [{ kind: 'external_id', value: `F-${number}` }]
    return await send('POST', '/customers', { name, identities })
  }
  const { id } = await make('Kai Umtriebig', 0)
  const device = { traits: { device: 'phone-1' } }
  const { code } = await send('POST', `/customers/${id}/referral-code`, device)
  // The terms begin a few seconds after they were said.
  await new Promise((resolve) => setTimeout(resolve, 6_000))
  for (const number of [1, 2, 3, 4]) {
    // Whoever is known before the link was followed is brought by nobody.
    const followedAt = new Date().toISOString()
    await make(`Freund ${number}`, number)
    await send('POST', '/referrals', {
      ...{ source: 'shop', externalId: `friend-${number}`, code },
      recruit: { externalId: `F-${number}` },
      followedAt,
      ...(number < 4 && device),
    })
  }
}
