import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Imports, openImports, reference, result } from '../../../tests/imports.ts'
import { findImport } from './import.ts'
import { previewImport } from './preview-import.ts'
import { startImport } from './start-import.ts'
import { takeBackImport } from './steer-import.ts'

let imports: Imports
beforeEach(async () => {
  imports = await openImports()
})
afterEach(() => imports.database.close())

async function logged() {
  type Logged = { type: string; amount: number; external_id: string; payload: object }
  const { rows } = await sql<Logged>`
    select type, amount, external_id, payload from events order by position`.execute(
    imports.database.kysely,
  )
  return rows
}

describe('a file of purchases', () => {
  it('of the music shop counts 2,357 customers on 6,696 days, once, and is gone when taken back', async () => {
    const content = reference('CDNOW_sample.txt')
    const first = await imports.importFile(content, { currency: 'USD' })
    expect(result(first)).toEqual({
      status: 'done',
      accepted: 6919,
      duplicates: 0,
      refused: 0,
      customers: 2357,
      anonymous: 0,
    })
    const counted = { customers: 2357, purchases: 6919, revenue: 24409194, days: 6696 }
    expect(await imports.figures()).toEqual(counted)
    await imports.noDifference()

    const second = await imports.importFile(content, { currency: 'USD' })
    expect(result(second)).toMatchObject({ accepted: 0, duplicates: 6919, customers: 2357 })
    expect(await imports.figures()).toEqual(counted)

    await takeBackImport(imports.context, first.importId)
    await imports.run(first.importId)
    expect((await findImport(imports.database, first.importId)).status).toBe('taken_back')
    expect(await imports.figures()).toEqual({ customers: 0, purchases: 0, revenue: 0, days: 0 })
    await imports.noDifference()

    const third = await imports.importFile(content, { currency: 'USD' })
    expect(result(third)).toMatchObject({ accepted: 6919, duplicates: 0, customers: 2357 })
    expect(await imports.figures()).toEqual(counted)
    await imports.noDifference()
  })

  it('of the wholesaler keeps cancellations as returns and unknown buyers as guests', async () => {
    const first = await imports.importFile(reference('online_retail_invoices.csv'))
    expect(result(first)).toMatchObject({ accepted: 28816, duplicates: 0, refused: 0 })
    const { rows } = await sql<{ type: string; number: number; amount: number }>`
      select type, count(*)::int as number, sum(amount)::bigint as amount
      from events group by type order by type`.execute(imports.database.kysely)
    const [purchases, returns] = rows
    expect(purchases!.number + returns!.number).toBe(28816)
    expect(purchases!.amount - returns!.amount).toBe(953948462)
    const business = await sql`select currency from business`.execute(imports.database.kysely)
    expect(business.rows[0]).toEqual({ currency: 'GBP' })
    await imports.noDifference()
  })

  it('counts two identical rows twice, and the same file dropped again once', async () => {
    const content = 'Kunde;Datum;Betrag\nanna;1.2.2026;3,50\nanna;1.2.2026;3,50\nbea;1.2.2026;4\n'
    expect(result(await imports.importFile(content))).toMatchObject({ accepted: 3, customers: 2 })
    expect(result(await imports.importFile(content))).toMatchObject({ accepted: 0, duplicates: 3 })
    const third = await imports.importFile(`${content}anna;1.2.2026;3,50\n`)
    expect(result(third)).toMatchObject({ accepted: 1, duplicates: 3, customers: 2 })
    expect(await imports.figures()).toMatchObject({ purchases: 4, revenue: 1450 })
  })

  it('counts a row again though it is written with other separators and encoding', async () => {
    await imports.importFile('Kunde;Datum;Betrag\nMüller;1.2.2026;3,50\n')
    const again = await imports.importFile(
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
    const row = await imports.importFile(content)
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
    expect(await imports.figures()).toMatchObject({ customers: 1, revenue: 400 - 1000 })
    await imports.noDifference()
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
    const row = await imports.importFile(content)
    expect(result(row)).toMatchObject({ accepted: 2, refused: 5, customers: 1 })
    const file = await imports.refusedFile(row)
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
    expect(result(await imports.importFile(mended))).toMatchObject({ accepted: 5, refused: 0 })
    expect(await imports.figures()).toMatchObject({ customers: 2, purchases: 5, revenue: 4800 })
    const whole = content
      .replace('zwanzig', '20,00')
      .replace('irgendwann', '3.2.2026')
      .replace('"Tee', 'Tee')
    expect(result(await imports.importFile(whole))).toMatchObject({ accepted: 0, duplicates: 7 })
    await imports.noDifference()
  })

  it('without a header gives refused rows that come back in', async () => {
    const row = await imports.importFile(
      '00004 0001 19970101  2   29.33\n00005 0002 19970199  2   29.33\n',
      {
        columns: { customer: 1, date: 3, quantity: 4, amount: 5 },
      },
    )
    expect(result(row)).toMatchObject({ accepted: 1, refused: 1 })
    const file = await imports.refusedFile(row, 'en')
    expect(file).toBe(
      '\ufeff00005 0002 19970199 2 29.33 "stammgast: The date ""19970199"" cannot be read."\r\n',
    )
    const mended = await imports.importFile(file.replaceAll('19970199', '19970109'), {
      columns: { customer: 1, date: 3, quantity: 4, amount: 5 },
    })
    expect(result(mended)).toMatchObject({ accepted: 1, refused: 0 })
    const both = '00004 0001 19970101  2   29.33\n00005 0002 19970109  2   29.33\n'
    const again = await imports.importFile(both, {
      columns: { customer: 1, date: 3, quantity: 4, amount: 5 },
    })
    expect(result(again)).toMatchObject({ accepted: 0, duplicates: 2 })
  })

  it('never counts a row a second time because its columns are read in another way', async () => {
    const content = 'anna 20260201 3.50 7\nbea 20260202 4.50 8\n'
    const columns = { customer: 1, date: 2, amount: 3 }
    expect(result(await imports.importFile(content, { columns }))).toMatchObject({ accepted: 2 })
    const again = await imports.importFile(content, { columns: { ...columns, quantity: 4 } })
    expect(result(again)).toMatchObject({ accepted: 0, refused: 2 })
    expect(await imports.refusedFile(again)).toContain('schon mit anderem Inhalt bekannt')
    const { importId } = await imports.upload(content)
    const mapping = { columns: { ...columns, store: 17 } }
    await expect(startImport(imports.context, importId, { mapping })).rejects.toMatchObject({
      code: 'import_column_unknown',
      faults: [{ pointer: '/mapping/columns/store' }],
    })
  })

  it('keeps what it knows of a customer: e-mail and name', async () => {
    await imports.importFile(
      'Datum,Betrag,E-Mail,Name\n2026-02-01,3.50,Anna@Example.org,Anna Weiß\n',
    )
    const { rows } = await sql`
      select name, search from persons`.execute(imports.database.kysely)
    expect(rows).toEqual([
      { name: 'Anna Weiß', search: expect.stringContaining('anna@example.org') },
    ])
  })

  it('knows no customers at all and still counts receipts', async () => {
    const row = await imports.importFile('Datum;Betrag\n1.2.2026 08:00;3,50\n1.2.2026 09:00;4,50\n')
    expect(result(row)).toMatchObject({ accepted: 2, anonymous: 2, customers: 0 })
    await imports.noDifference()
  })

  it('says the currency of a business that has sold nothing yet, as the preview told', async () => {
    await imports.database.pool.query('update business set configured = true')
    const { importId } = await imports.upload('Kunde,Datum,Betrag\nanna,2026-02-02,3.50\n')
    const mapping = { currency: 'USD' }
    const preview = await previewImport(imports.context, importId, { mapping })
    expect(preview.warnings).not.toContain('exchange_rate_missing')
    await startImport(imports.context, importId, { mapping })
    const { rows } = await imports.database.pool.query('select currency from business')
    expect(rows).toEqual([{ currency: 'USD' }])
  })

  it('in a second currency needs a rate before anything is counted', async () => {
    await imports.importFile('Kunde,Datum,Betrag EUR\nanna,2026-02-01,3.50\n')
    const { importId } = await imports.upload('Kunde,Datum,Betrag USD\nanna,2026-02-02,3.50\n')
    await expect(startImport(imports.context, importId, { mapping: {} })).rejects.toMatchObject({
      code: 'exchange_rate_missing',
    })
    expect((await findImport(imports.database, importId)).status).toBe('uploaded')
    expect(await imports.figures()).toMatchObject({ purchases: 1 })
  })
})

describe('the preview', () => {
  it('shows the first rows as they would be read, and takes the mapping of the last such file', async () => {
    const content = 'Kunde;Datum;Umsatz\nanna;01/02/2026;3,50\nbea;morgen;1\n'
    const { importId } = await imports.upload(content)
    const preview = await previewImport(imports.context, importId, { mapping: {}, language: 'de' })
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
    await startImport(imports.context, importId, {
      mapping: { dateFormat: 'month/day/year' },
      name: 'Kasse',
    })
    const next = await imports.upload(content)
    const later = await previewImport(imports.context, next.importId, {
      mapping: {},
      language: 'de',
    })
    expect(later.savedMapping).toMatchObject({ name: 'Kasse' })
    expect(later.mapping.dateFormat).toBe('month/day/year')
    expect(later.earlierImport).toBe(importId)
  })

  it('of a workbook is refused in a sentence, and leaves nothing behind', async () => {
    await expect(imports.upload('PK\x03\x04...')).rejects.toMatchObject({
      code: 'import_file_excel',
    })
    const { rows } = await sql`select from imports`.execute(imports.database.kysely)
    expect(rows).toEqual([])
  })
})
