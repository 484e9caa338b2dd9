import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openPage } from './browser.ts'
import { openCafe } from './cafe.ts'
import type { Office } from './office.ts'
import { takeScreens } from './screens.ts'

let office: Office

beforeAll(async () => {
  office = await openCafe()
  const { send } = office
  await send('POST', '/customers', {
    name: 'Elif Yıldız',
    identities: [{ kind: 'card_number', value: '4821093755' }],
  })
  await send('POST', '/cashiers', { name: 'Aylin', pin: '4071' })
  await send('POST', '/cashiers', { name: 'Jan-Theodor von der Wettern-Lüdenscheidt', pin: '5183' })
})
afterAll(() => office?.close())

describe('the till team', () => {
  it('unlocks by PIN, and nobody stands there any more after 60 seconds without a touch', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/pos')
    await page.clock.install()
    await page.reload()
    await page.getByRole('heading', { name: 'Wer steht an der Theke?' }).waitFor()
    await takeScreens(page, 'pos-locked')
    await axe(page)
    await page.getByRole('button', { name: 'Aylin' }).click()
    for (const digit of '4071') await page.getByRole('button', { name: digit, exact: true }).click()
    await page.getByRole('button', { name: 'OK' }).click()
    await page.getByRole('heading', { name: 'Karte zeigen lassen' }).waitFor()
    await page.keyboard.type('4821093755')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Elif Yıldız/ }).waitFor()
    await page.getByRole('button', { name: 'Besuch buchen' }).click()
    await page.getByText('Gebucht, + 1 Stempel').waitFor()
    await page.getByText('Aylin').waitFor()
    await page.clock.runFor(59_000)
    await page.keyboard.press('Shift')
    await page.clock.runFor(59_000)
    await page.getByText('Aylin').waitFor()
    await page.clock.runFor(2_000)
    await page.getByRole('heading', { name: 'Wer steht an der Theke?' }).waitFor()
    expect(await page.getByText('Elif').count()).toBe(0)
    const find = await page.request.post('/api/v1/pos/guests/find', {
      headers: { 'x-stammgast': '1' },
      data: { text: '4821093755' },
    })
    expect((await find.json()).code).toBe('till_locked')
    // Whoever comes back takes back what they did before.
    await page.getByRole('button', { name: 'Aylin' }).click()
    await page.keyboard.type('4071')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Rückgängig/ }).click()
    await page.getByText('Zurückgenommen').waitFor()
    await page.getByRole('button', { name: 'Sperren' }).click()
    await page.getByRole('heading', { name: 'Wer steht an der Theke?' }).waitFor()
    expectNoFaults()
    await page.getByRole('button', { name: 'Aylin' }).click()
    await page.keyboard.type('4072')
    await takeScreens(page, 'pos-pin')
    await page.keyboard.press('Enter')
    await page.getByText('Diese PIN stimmt nicht.').waitFor()
    await axe(page)
  })

  it('practices with made-up guests, and nothing of it is left anywhere', async () => {
    const { page, expectNoFaults } = await openPage(office.context, '/pos')
    await page.getByRole('heading', { name: 'Wer steht an der Theke?' }).waitFor()
    const before = await dump()
    await page.getByRole('button', { name: 'Üben' }).click()
    await page.getByText('Übung: Nichts davon zählt.').waitFor()
    await page.keyboard.type('1001')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Alma Probe/ }).waitFor()
    await page.getByRole('button', { name: 'Besuch buchen' }).click()
    await page.getByText('Gebucht, + 1 Stempel').waitFor()
    await takeScreens(page, 'pos-practice')
    await axe(page)
    await page.getByRole('button', { name: /Heißgetränk/ }).click()
    await page.getByText('Heißgetränk eingelöst').waitFor()
    await page.getByRole('button', { name: /Rückgängig/ }).click()
    await page.getByText('Zurückgenommen').waitFor()
    await page.getByRole('textbox').fill('4821 0000')
    await page.getByRole('textbox').press('Enter')
    await page.getByRole('textbox', { name: 'Name, wenn der Gast mag' }).fill('Erna Erfunden')
    await page.getByRole('button', { name: 'Karte ausgeben' }).click()
    await page.getByRole('heading', { name: /Erna Erfunden/ }).waitFor()
    await page.getByRole('button', { name: 'Übung beenden' }).click()
    await page.getByRole('heading', { name: 'Wer steht an der Theke?' }).waitFor()
    expect(await dump()).toEqual(before)
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')
    expect(kept).not.toMatch(/Alma|Erna|practice/)
    expectNoFaults()
  })
})

/** Every row of every table, but what each request leaves of when it came. */
async function dump(): Promise<Record<string, string>> {
  const client = new pg.Client(office.program.databaseUrl)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(`
      select oid::regclass::text as name from pg_class
      where relkind in ('r', 'p') and relnamespace in (
        select oid from pg_namespace where nspname in ('public', 'pgboss')
      ) order by 1`)
    const all: Record<string, string> = {}
    for (const { name } of rows) {
      if (beside.test(name)) continue
      const { rows: content } = await client.query<{ rows: string }>(
        `select coalesce(string_agg(row::text, E'\\n' order by row::text), '') as rows from ${name} as row`,
      )
      all[name] = content[0]!.rows
    }
    return all
  } finally {
    await client.end()
  }
}

/** The program's own pulse, and that somebody is signed in: they change while nobody does anything. */
const beside =
  /^(machines|job_runs|request_counts|staff_sessions|.*_read|webhook_progress|pgboss\..*)$/
