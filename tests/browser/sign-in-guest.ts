import type { Page } from 'playwright-core'
import type { Office } from './office.ts'

/** A guest signs in with their address; there is no mail server, so staff read the code out to them. */
export async function signInGuest(
  page: Page,
  office: Pick<Office, 'send'>,
  address: string,
): Promise<void> {
  await page.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill(address)
  await page.getByRole('button', { name: 'Code holen' }).click()
  const field = page.getByRole('textbox', { name: 'Code aus dem Laden' })
  await field.waitFor()
  await field.fill(await latestCode(office))
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
}

/** What staff read out of the outbox to whom the address belongs. */
async function latestCode({ send }: Pick<Office, 'send'>): Promise<string> {
  for (let look = 0; look < 100; look++) {
    const { items } = await send('GET', '/mails')
    const [latest] = items
    if (latest?.readable) return (await send('POST', `/mails/${latest.id}/open`, {})).code
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('no code came to the outbox')
}
