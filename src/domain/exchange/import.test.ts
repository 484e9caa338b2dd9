import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportMapping } from '#contract/language/import-mapping.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { fixedClock } from '#kernel/clock.ts'
import { freshDatabase, type TestDatabase } from '../../../tests/database.ts'
import { findImport, type Import } from './import.ts'
import type { ImportContext } from './import-context.ts'
import { previewImport } from './preview-import.ts'
import { refusedRowsFile } from './refused-rows.ts'
import { runImport } from './run-import.ts'
import { startImport } from './start-import.ts'
import { cancelImport, resumeImport, takeBackImport } from './steer-import.ts'
import { uploadImport } from './upload-import.ts'

let database: TestDatabase
let context: ImportContext
const never = new AbortController().signal

beforeEach(async () => {
  database = await freshDatabase()
  context = {
    database,
    clock: fixedClock('2026-11-21T12:00:00Z'),
    log: pino({ level: 'silent' }),
    within: [updateProfiles],
  }
})
afterEach(() => database.close())

const upload = (content: string | Buffer, fileName = 'purchases.csv') =>
  uploadImport(context, { fileName, bytes: [Buffer.from(content as string)], createdBy: 'Anna' })

async function importFile(
  content: string | Buffer,
  mapping: Partial<ImportMapping> = {},
): Promise<Import> {
  const { importId } = await upload(content)
  await startImport(context, importId, { mapping, language: 'de' })
  await runImport(context, importId, never, true)
  return await findImport(database, importId)
}

const result = ({ status, accepted, duplicates, refused, customers, anonymous }: Import) => ({
  status,
  accepted,
  duplicates,
  refused,
  customers,
  anonymous,
})

async function figures() {
  const { rows } = await sql<{
    customers: number
    purchases: number
    revenue: number
    days: number
  }>`
    select count(*) filter (where purchases > 0)::int as customers,
      coalesce(sum(purchases), 0)::int as purchases,
      coalesce(sum(revenue), 0)::bigint as revenue,
      coalesce(sum(purchase_days), 0)::int as days from profiles`.execute(database.kysely)
  return rows[0]!
}

async function logged() {
  const { rows } = await sql<{
    type: string
    amount: number
    external_id: string
    payload: object
  }>`
    select type, amount, external_id, payload from events order by position`.execute(
    database.kysely,
  )
  return rows
}

async function refusedFile(row: Import, language: 'de' | 'en' = 'de'): Promise<string> {
  return (await refusedRowsFile(database, row, language).toArray()).join('')
}

const noDifference = async () => expect((await verifyProfiles(context)).differences).toEqual([])

const reference = (name: string) =>
  readFileSync(new URL(`../../../tests/reference/${name}`, import.meta.url))

describe('a file of purchases', () => {
  it('of the music shop counts 2,357 customers on 6,696 days, once, and is gone when taken back', async () => {
    const content = reference('CDNOW_sample.txt')
    const first = await importFile(content, { currency: 'USD' })
    expect(result(first)).toEqual({
      status: 'done',
      accepted: 6919,
      duplicates: 0,
      refused: 0,
      customers: 2357,
      anonymous: 0,
    })
    const counted = { customers: 2357, purchases: 6919, revenue: 24409194, days: 6696 }
    expect(await figures()).toEqual(counted)
    await noDifference()

    const second = await importFile(content, { currency: 'USD' })
    expect(result(second)).toMatchObject({ accepted: 0, duplicates: 6919, customers: 2357 })
    expect(await figures()).toEqual(counted)

    await takeBackImport(context, first.importId)
    await runImport(context, first.importId, never, true)
    expect((await findImport(database, first.importId)).status).toBe('taken_back')
    expect(await figures()).toEqual({ customers: 0, purchases: 0, revenue: 0, days: 0 })
    await noDifference()

    const third = await importFile(content, { currency: 'USD' })
    expect(result(third)).toMatchObject({ accepted: 6919, duplicates: 0, customers: 2357 })
    expect(await figures()).toEqual(counted)
    await noDifference()
  })

  it('of the wholesaler keeps cancellations as returns and unknown buyers as guests', async () => {
    const first = await importFile(reference('online_retail_invoices.csv'))
    expect(result(first)).toMatchObject({ accepted: 28816, duplicates: 0, refused: 0 })
    const { rows } = await sql<{ type: string; number: number; amount: number }>`
      select type, count(*)::int as number, sum(amount)::bigint as amount
      from events group by type order by type`.execute(database.kysely)
    const [purchases, returns] = rows
    expect(purchases!.number + returns!.number).toBe(28816)
    expect(purchases!.amount - returns!.amount).toBe(953948462)
    const business = await sql`select currency from business`.execute(database.kysely)
    expect(business.rows[0]).toEqual({ currency: 'GBP' })
    await noDifference()
  })

  it('counts two identical rows twice, and the same file dropped again once', async () => {
    const content = 'Kunde;Datum;Betrag\nanna;1.2.2026;3,50\nanna;1.2.2026;3,50\nbea;1.2.2026;4\n'
    expect(result(await importFile(content))).toMatchObject({ accepted: 3, customers: 2 })
    expect(result(await importFile(content))).toMatchObject({ accepted: 0, duplicates: 3 })
    const third = await importFile(`${content}anna;1.2.2026;3,50\n`)
    expect(result(third)).toMatchObject({ accepted: 1, duplicates: 3, customers: 2 })
    expect(await figures()).toMatchObject({ purchases: 4, revenue: 1450 })
  })

  it('counts a row again though it is written with other separators and encoding', async () => {
    await importFile('Kunde;Datum;Betrag\nMüller;1.2.2026;3,50\n')
    const again = await importFile(
      Buffer.from('Kunde\tDatum\tBetrag\r\nM\xfcller\t1.2.2026\t3,50\r\n', 'latin1'),
    )
    expect(result(again)).toMatchObject({ accepted: 0, duplicates: 1 })
  })

  it('joins the rows of a receipt, however far apart, and lets its total decide', async () => {
    const content = [
      'Filiale;Bonnummer;Datum;Kundennummer;Artikel;Menge;Betrag',
      'Nord;1;1.2.2026;anna;Tee;1;5,00',
      'Nord;2;1.2.2026;;Tee;1;2,00',
      'Süd;1;1.2.2026;bea;Kanne;1;20,00',
      'Nord;1;2.2.2026;;Tee;1;5,00',
      'Nord;1;1.2.2026;;Rabatt;1;-1,00',
      'Süd;1;1.2.2026;bea;Kanne zurück;-2;-30,00',
    ].join('\n')
    const row = await importFile(content)
    expect(result(row)).toMatchObject({ accepted: 6, refused: 0, customers: 2, anonymous: 2 })
    const events = await logged()
    expect(
      events.map(({ type, amount, external_id }) => [type, amount, external_id]).sort(),
    ).toEqual([
      ['purchase', 200, '2026-02-01/Nord/2'],
      ['purchase', 400, '2026-02-01/Nord/1'],
      ['purchase', 500, '2026-02-02/Nord/1'],
      ['return', 1000, '2026-02-01/Süd/1'],
    ])
    expect(events.find((event) => event.amount === 400)!.payload).toEqual({
      receiptNumber: '1',
      lines: [
        { amount: 500, name: 'Tee', quantity: 1 },
        { amount: -100, name: 'Rabatt', quantity: 1 },
      ],
    })
    expect(await figures()).toMatchObject({ customers: 1, revenue: 400 - 1000 })
    await noDifference()
  })

  it('refuses a receipt whole, gives the reasons, and takes the mended rows', async () => {
    const content = [
      'Bonnr;Datum;Kunde;Artikel;Betrag',
      '1;1.2.2026;anna;Tee;5,00',
      '1;1.2.2026;anna;Kanne;zwanzig',
      '2;2.2.2026;bea;Tee;5,00',
      '3;3.2.2026;bea;Tee;5,00',
      '3;irgendwann;bea;=HYPERLINK("x");1,00',
      '4;4.2.2026;bea;"Tee;5,00',
      '5;4.2.2026;bea;Tee;7,00',
    ].join('\n')
    const row = await importFile(content)
    expect(result(row)).toMatchObject({ accepted: 2, refused: 5, customers: 1 })
    const file = await refusedFile(row)
    expect(file).toBe(
      [
        '\ufeffBonnr;Datum;Kunde;Artikel;Betrag;stammgast: Grund',
        '1;1.2.2026;anna;Tee;5,00;stammgast: Zeile 3 gehört zu diesem Bon und ist nicht lesbar.',
        '1;1.2.2026;anna;Kanne;zwanzig;"stammgast: Der Betrag ""zwanzig"" ist nicht lesbar."',
        '3;3.2.2026;bea;Tee;5,00;stammgast: Zeile 6 gehört zu diesem Bon und ist nicht lesbar.',
        '3;irgendwann;bea;"\'=HYPERLINK(""x"")";1,00;"stammgast: Das Datum ""irgendwann"" ist nicht lesbar."',
        '4;4.2.2026;bea;"""Tee";5,00;stammgast: Ein Anführungszeichen wird nicht geschlossen.',
        '',
      ].join('\r\n'),
    )
    const mended = file
      .replace('Kanne;zwanzig', 'Kanne;20,00')
      .replace('irgendwann', '3.2.2026')
      .replace('"""Tee"', 'Tee')
    expect(result(await importFile(mended))).toMatchObject({ accepted: 5, refused: 0 })
    expect(await figures()).toMatchObject({ customers: 2, purchases: 5, revenue: 4800 })
    const whole = content
      .replace('zwanzig', '20,00')
      .replace('irgendwann', '3.2.2026')
      .replace('"Tee', 'Tee')
    expect(result(await importFile(whole))).toMatchObject({ accepted: 0, duplicates: 7 })
    await noDifference()
  })

  it('without a header gives refused rows that come back in', async () => {
    const row = await importFile(
      '00004 0001 19970101  2   29.33\n00005 0002 19970199  2   29.33\n',
      {
        columns: { customer: 1, date: 3, quantity: 4, amount: 5 },
      },
    )
    expect(result(row)).toMatchObject({ accepted: 1, refused: 1 })
    const file = await refusedFile(row, 'en')
    expect(file).toBe(
      '\ufeff00005 0002 19970199 2 29.33 "stammgast: The date ""19970199"" cannot be read."\r\n',
    )
    const mended = await importFile(file.replaceAll('19970199', '19970109'), {
      columns: { customer: 1, date: 3, quantity: 4, amount: 5 },
    })
    expect(result(mended)).toMatchObject({ accepted: 1, refused: 0 })
    const both = '00004 0001 19970101  2   29.33\n00005 0002 19970109  2   29.33\n'
    const again = await importFile(both, {
      columns: { customer: 1, date: 3, quantity: 4, amount: 5 },
    })
    expect(result(again)).toMatchObject({ accepted: 0, duplicates: 2 })
  })

  it('never counts a row a second time because its columns are read in another way', async () => {
    const content = 'anna 20260201 3.50 7\nbea 20260202 4.50 8\n'
    const columns = { customer: 1, date: 2, amount: 3 }
    expect(result(await importFile(content, { columns }))).toMatchObject({ accepted: 2 })
    const again = await importFile(content, { columns: { ...columns, quantity: 4 } })
    expect(result(again)).toMatchObject({ accepted: 0, refused: 2 })
    expect(await refusedFile(again)).toContain('schon mit anderem Inhalt bekannt')
    const { importId } = await upload(content)
    const mapping = { columns: { ...columns, store: 17 } }
    await expect(startImport(context, importId, { mapping })).rejects.toMatchObject({
      code: 'import_column_unknown',
    })
  })

  it('keeps what it knows of a customer: e-mail and name', async () => {
    await importFile('Datum,Betrag,E-Mail,Name\n2026-02-01,3.50,Anna@Example.org,Anna Weiß\n')
    const { rows } = await sql`
      select name, search from persons`.execute(database.kysely)
    expect(rows).toEqual([
      { name: 'Anna Weiß', search: expect.stringContaining('anna@example.org') },
    ])
  })

  it('knows no customers at all and still counts receipts', async () => {
    const row = await importFile('Datum;Betrag\n1.2.2026 08:00;3,50\n1.2.2026 09:00;4,50\n')
    expect(result(row)).toMatchObject({ accepted: 2, anonymous: 2, customers: 0 })
    await noDifference()
  })

  it('in a second currency needs a rate before anything is counted', async () => {
    await importFile('Kunde,Datum,Betrag EUR\nanna,2026-02-01,3.50\n')
    const { importId } = await upload('Kunde,Datum,Betrag USD\nanna,2026-02-02,3.50\n')
    await expect(startImport(context, importId, { mapping: {} })).rejects.toMatchObject({
      code: 'no_exchange_rate',
    })
    expect((await findImport(database, importId)).status).toBe('uploaded')
    expect(await figures()).toMatchObject({ purchases: 1 })
  })
})

describe('the preview', () => {
  it('shows the first rows as they would be read, and takes the mapping of the last such file', async () => {
    const content = 'Kunde;Datum;Umsatz\nanna;01/02/2026;3,50\nbea;morgen;1\n'
    const { importId } = await upload(content)
    const preview = await previewImport(context, importId, { mapping: {}, language: 'de' })
    expect(preview.warnings).toContain('day_and_month_could_be_swapped')
    expect(preview.rows).toEqual([
      {
        line: 2,
        cells: ['anna', '01/02/2026', '3,50'],
        reading: {
          occurredAt: new Date('2026-02-01T11:00:00Z'),
          amount: 350,
          currency: 'EUR',
          customer: 'anna',
          receipt: null,
          store: null,
          quantity: null,
        },
      },
      {
        line: 3,
        cells: ['bea', 'morgen', '1'],
        reading: { refused: 'date_unreadable', field: 'date', text: 'morgen' },
      },
    ])
    await startImport(context, importId, {
      mapping: { dateFormat: 'month/day/year' },
      name: 'Kasse',
    })
    const next = await upload(content)
    const later = await previewImport(context, next.importId, { mapping: {}, language: 'de' })
    expect(later.savedMapping).toMatchObject({ name: 'Kasse' })
    expect(later.mapping.dateFormat).toBe('month/day/year')
    expect(later.earlierImport).toBe(importId)
  })

  it('of a workbook is refused in a sentence, and leaves nothing behind', async () => {
    await expect(upload('PK\x03\x04...')).rejects.toMatchObject({ code: 'import_file_excel' })
    const { rows } = await sql`select from imports`.execute(database.kysely)
    expect(rows).toEqual([])
  })
})

describe('an import', () => {
  const rows = (from: number, to: number) =>
    Array.from(
      { length: to - from },
      (_, at) => `k${(from + at) % 700},2026-01-05,1.50,n${from + at}`,
    )
  const content = `customer,date,amount,note\n${rows(0, 4_500).join('\n')}\n`

  it('can be cancelled and resumed, and everything is counted once', async () => {
    const { importId } = await upload(content)
    await startImport(context, importId, { mapping: {} })
    let batches = 0
    const cancelling: ImportContext = {
      ...context,
      within: [
        updateProfiles,
        async () => {
          if (++batches === 2) await cancelImport(context, importId)
        },
      ],
    }
    await runImport(cancelling, importId, never, true)
    const stopped = await findImport(database, importId)
    expect(stopped.status).toBe('cancelled')
    expect(stopped.accepted).toBe(1_000)
    expect(await figures()).toMatchObject({ purchases: 1_000 })

    await resumeImport(context, importId)
    await runImport(context, importId, never, true)
    expect(result(await findImport(database, importId))).toMatchObject({
      status: 'done',
      accepted: 4_500,
      duplicates: 0,
      customers: 700,
    })
    expect(await figures()).toMatchObject({ purchases: 4_500, revenue: 4_500 * 150 })
    await noDifference()
  })

  it('goes on after the staged rows were lost in a crash of the database', async () => {
    const { importId } = await upload(content)
    await startImport(context, importId, { mapping: {} })
    const stopping = new AbortController()
    const aborting: ImportContext = {
      ...context,
      within: [updateProfiles, async () => stopping.abort()],
    }
    await runImport(aborting, importId, stopping.signal, true)
    expect((await findImport(database, importId)).accepted).toBe(1_000)
    await sql`truncate import_rows`.execute(database.kysely)
    await runImport(context, importId, never, true)
    expect(result(await findImport(database, importId))).toMatchObject({
      status: 'done',
      accepted: 4_500,
      duplicates: 0,
    })
  })

  it('leaves neither the file nor its rows behind', async () => {
    await importFile(content)
    const { rows: left } = await sql`
      select (select count(*)::int from import_chunks) as chunks,
        (select count(*)::int from import_rows) as rows`.execute(database.kysely)
    expect(left).toEqual([{ chunks: 0, rows: 0 }])
  })

  it('that is taken back removes the people it made up, and leaves those known from elsewhere', async () => {
    await importFile('customer,date,amount\nanna,2026-01-01,1\nbea,2026-01-01,1\n')
    const wrong = await importFile('customer,date,amount\nanna,2026-01-02,5\ntill 3,2026-01-02,7\n')
    await takeBackImport(context, wrong.importId)
    await runImport(context, wrong.importId, never, true)
    const { rows: left } = await sql<{ shown: string }>`
      select shown from identities order by shown`.execute(database.kysely)
    expect(left.map((one) => one.shown)).toEqual(['anna', 'bea'])
    expect(await figures()).toMatchObject({ customers: 2, purchases: 2, revenue: 200 })
    await noDifference()
  })

  it('counts thousands of equal rows one by one, over batches', async () => {
    const equal = `customer,date,amount\n${'anna,2026-01-01,1\n'.repeat(2_600)}`
    expect(result(await importFile(equal))).toMatchObject({ accepted: 2_600, customers: 1 })
    expect(result(await importFile(equal))).toMatchObject({ accepted: 0, duplicates: 2_600 })
  })

  it('refuses a receipt of more than 5,000 rows as a whole', async () => {
    const long = `receipt,date,amount\n${'r1,2026-01-01,1\n'.repeat(5_100)}r2,2026-01-01,3\n`
    const row = await importFile(long)
    expect(result(row)).toMatchObject({ accepted: 1, refused: 5_100 })
  })

  it('keeps the categories of a receipt of more than 200 lines', async () => {
    const lines = Array.from({ length: 250 }, (_, at) => `r1,2026-01-01,1,c${at % 3},s${at}`)
    await importFile(`receipt,date,amount,category,sku\n${lines.join('\n')}\n`)
    const [event] = await logged()
    expect(event).toMatchObject({ amount: 25_000 })
    expect(event!.payload).toMatchObject({
      lines: expect.arrayContaining([{ amount: 8_400, category: 'c0' }]),
    })
  })
})
