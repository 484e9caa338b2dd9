import type { Page } from 'playwright-core'

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** Waits until the page says so below. */
export const told = (page: Page, words: string | RegExp) =>
  page.getByRole('region', { name: 'Meldungen' }).getByText(words).waitFor()

/** Writes another text into a word of a sentence. */
export async function write(page: Page, word: string | RegExp, text: string) {
  await button(page, word).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** Chooses another word of a sentence. */
export async function choose(page: Page, word: string, label: string) {
  await button(page, new RegExp(`^${word}:`)).click()
  await page.getByRole('combobox', { name: word }).selectOption({ label })
}
