import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cardLink } from '#kernel/card-number.ts'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'
import { axe, launchBrowser, openContext, openPage, type WatchedPage } from './browser.ts'
import { openCafe } from './cafe.ts'
import { cameraSwitches, filmOf, filmOfBars } from './fake-camera.ts'
import type { Office } from './office.ts'
import { takeScreens } from './screens.ts'
import { senderOf } from './send.ts'

let office: Office
let folder: string
const card = '4821093710'

beforeAll(async () => {
  folder = await makeTestFolder()
  office = await openCafe()
  const { send } = office
  await send('PUT', '/gift-articles/hot', { name: 'Heißgetränk', cost: 20, counted: false })
  await send('PUT', '/rewards/hot', {
    ...{ name: 'Heißgetränk', currency: 'stamps', price: 1, validFrom: '2026-01-01T00:00:00Z' },
    gives: { kind: 'article', article: 'hot' },
  })
  const { id } = await send('POST', '/customers', {
    ...{ name: 'Elif Yıldız', identities: [{ kind: 'card_number', value: card }] },
  })
  await send('POST', '/pos/bookings', { externalId: 'b-1', customerId: id, store: 'altstadt' })
})
afterAll(async () => {
  await office?.close()
  await removeTestFolder(folder)
})

/** A till whose camera sees one film. */
async function tillBefore(
  film: string,
  story: (watched: WatchedPage) => Promise<void>,
): Promise<void> {
  const browser = await launchBrowser(cameraSwitches(film))
  try {
    const context = await openContext(browser, office.program.address)
    await context.addCookies(await office.context.cookies())
    await story(await openPage(context, '/pos'))
  } finally {
    await browser.close()
  }
}

/** The code that stands on the guest's own phone. */
async function codeOnPhone(): Promise<string> {
  const { guest } = await office.send('POST', '/pos/guests/find', { text: card })
  const { code } = await office.send('POST', `/pos/guests/${guest.customerId}/card-code`)
  const phone = await openContext(office.browser, office.program.address)
  const send = senderOf(phone, office.program.address)
  await send('POST', '/portal/sign-in/card', { cardNumber: card, cardCode: code })
  const what = { kind: 'reward', reward: 'hot' }
  const { qr } = await send('POST', '/portal/redemption-codes', { what })
  await phone.close()
  return qr
}

describe('the camera of the till', () => {
  it('redeems the code a guest shows on the phone', async () => {
    const film = join(folder, 'redemption.y4m')
    await filmOf(await codeOnPhone(), film)
    await tillBefore(film, async ({ page, expectNoFaults }) => {
      await page.getByRole('button', { name: 'Kamera' }).click()
      await page.getByText('Heißgetränk eingelöst').waitFor()
      await page.getByRole('heading', { name: /Elif Yıldız/ }).waitFor()
      await page.getByRole('button', { name: /Rückgängig/ }).click()
      await page.getByText('Zurückgenommen').waitFor()
      expectNoFaults()
    })
  })

  it('reads the link of a printed card', async () => {
    const film = join(folder, 'link.y4m')
    await filmOf(cardLink('https://card.example', card), film)
    await tillBefore(film, async ({ page, expectNoFaults }) => {
      await page.getByRole('button', { name: 'Kamera' }).click()
      await page.getByRole('heading', { name: /Elif Yıldız/ }).waitFor()
      expectNoFaults()
    })
  })

  it('reads a bar code; where it is not allowed it says so, and typing goes on', async () => {
    const film = join(folder, 'bars.y4m')
    await filmOfBars(card, film)
    await tillBefore(film, async ({ page, expectNoFaults }) => {
      await page.getByRole('button', { name: 'Kamera' }).click()
      await page.getByRole('heading', { name: /Elif Yıldız/ }).waitFor()
      await page.keyboard.press('Escape')
      await page.evaluate(
        `navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(new DOMException('no', 'NotAllowedError'))`,
      )
      await page.getByRole('button', { name: 'Kamera' }).click()
      await page.getByText('Der Browser lässt die Kamera nicht zu').waitFor()
      await takeScreens(page, 'pos-camera-denied')
      await axe(page)
      await page.getByRole('textbox').fill(card)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: /Elif Yıldız/ }).waitFor()
      expect(await page.getByText('Der Browser lässt').count()).toBe(0)
      expectNoFaults()
    })
  })
})
