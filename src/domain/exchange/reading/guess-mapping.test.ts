import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ImportMapping } from '#contract/language/import-mapping.ts'
import { EncodingDetector } from './encoding.ts'
import { guessMapping } from './guess-mapping.ts'
import { takeSamples } from './samples.ts'

async function guess(
  content: string | Buffer,
  language: 'de' | 'en' = 'de',
  known: Partial<ImportMapping> = {},
) {
  const bytes = Buffer.from(content as string)
  const detector = new EncodingDetector()
  detector.push(bytes)
  const encoding = detector.result()
  const readAt = async (offset: number, length: number) => bytes.subarray(offset, offset + length)
  const samples = await takeSamples(readAt, bytes.length, encoding)
  const business = { currency: 'EUR', timeZone: 'Europe/Berlin' }
  return await guessMapping({ encoding, samples, ...business, language, known })
}

const reference = (name: string) =>
  readFileSync(new URL(`../../../../tests/reference/${name}`, import.meta.url))

describe('the mapping guessed for a file', () => {
  it('of the music shop: no header, runs of blanks, two ids equally likely', async () => {
    const { mapping, warnings, header } = await guess(reference('CDNOW_sample.txt'))
    expect(header).toBeNull()
    expect(mapping).toMatchObject({
      separator: 'blanks',
      header: false,
      columns: { customer: 1, date: 3, quantity: 4, amount: 5 },
      rows: 'purchase',
      dateFormat: 'yearmonthday',
      decimalMark: 'point',
    })
    expect(mapping.columns).not.toHaveProperty('receipt')
    expect(warnings).toEqual(['currency_assumed'])
  })

  it('of the gift wholesaler: a receipt per row, pounds named by the header', async () => {
    const { mapping, warnings } = await guess(reference('online_retail_invoices.csv'))
    expect(mapping).toMatchObject({
      separator: 'comma',
      header: true,
      columns: {
        receipt: 'invoice_no',
        customer: 'customer_id',
        date: 'invoice_datetime',
        quantity: 'units',
        amount: 'revenue_gbp',
      },
      currency: 'GBP',
      dateFormat: 'year-month-day',
      decimalMark: 'point',
      amounts: 'gross',
    })
    expect(Object.keys(mapping.columns)).toHaveLength(5)
    expect(warnings).toEqual([])
  })

  it('of a German till: semicolons, comma cents, articles, a marker for returns', async () => {
    const { mapping, warnings } = await guess(
      'Filiale;Belegnr.;Datum;Uhrzeit;Kundennummer;Artikelnr;Bezeichnung;Warengruppe;Menge;Einzelpreis;Gesamtpreis;MwSt;Vorgangsart\n' +
        'Altstadt;1001;21.11.2026;08:16;K-7;4711;Hafer-Cappuccino;Heißgetränke;1;3,90;3,90;0,25;Verkauf\n' +
        'Altstadt;1001;21.11.2026;08:16;K-7;4712;Croissant;Gebäck;2;1,80;3,60;0,24;Verkauf\n' +
        'Altstadt;1002;21.11.2026;09:02;;4712;Croissant;Gebäck;1;1,80;1,80;0,12;Storno\n',
    )
    expect(mapping).toMatchObject({
      separator: 'semicolon',
      rows: 'line',
      decimalMark: 'comma',
      dateFormat: 'day.month.year',
      returnMarkers: ['Storno'],
      columns: {
        store: 'Filiale',
        receipt: 'Belegnr.',
        date: 'Datum',
        time: 'Uhrzeit',
        customer: 'Kundennummer',
        sku: 'Artikelnr',
        article: 'Bezeichnung',
        category: 'Warengruppe',
        quantity: 'Menge',
        unitPrice: 'Einzelpreis',
        amount: 'Gesamtpreis',
        marker: 'Vorgangsart',
      },
    })
    expect(warnings).toEqual(['currency_assumed'])
  })

  it('of a shop system in English', async () => {
    const { mapping } = await guess(
      'Order ID,Created at,Email,Customer name,Total,Currency,Tax,Sales channel\n' +
        '#1,2026-01-03T10:00:00+01:00,anna@example.org,Anna,"1,234.50",EUR,10,online\n' +
        '#2,2026-01-04T10:00:00+01:00,bea@example.org,Bea,20.00,EUR,3,online\n',
    )
    expect(mapping.columns).toEqual({
      receipt: 'Order ID',
      date: 'Created at',
      email: 'Email',
      name: 'Customer name',
      amount: 'Total',
      currency: 'Currency',
      channel: 'Sales channel',
    })
    expect(mapping.decimalMark).toBe('point')
  })

  it('of the raw wholesaler file, which knows a price per piece and no total', async () => {
    const { mapping } = await guess(
      'Invoice\tStockCode\tDescription\tQuantity\tInvoiceDate\tPrice\tCustomer ID\tCountry\n' +
        '489434\t85048\tGLASS BALL 20 LIGHTS\t12\t01/12/2009 07:45\t6.95\t13085\tUnited Kingdom\n' +
        '489434\t79323P\tPINK LIGHTS\t-12\t13/12/2009 07:45\t6.75\t13085\tUnited Kingdom\n',
      'en',
    )
    expect(mapping).toMatchObject({
      separator: 'tab',
      rows: 'line',
      dateFormat: 'day/month/year',
      columns: {
        receipt: 'Invoice',
        sku: 'StockCode',
        article: 'Description',
        quantity: 'Quantity',
        date: 'InvoiceDate',
        unitPrice: 'Price',
        customer: 'Customer ID',
      },
    })
    expect(mapping.columns).not.toHaveProperty('amount')
  })

  it('says when it knows no customers, no currency, and days that could be months', async () => {
    const { mapping, warnings } = await guess('Datum;Umsatz\n01/02/2026;3,50\n03/04/2026;4,00\n')
    expect(mapping.dateFormat).toBe('day/month/year')
    expect(warnings).toEqual(['no_customer', 'day_and_month_could_be_swapped', 'currency_assumed'])
  })

  it('asks for a date and an amount where there are none', async () => {
    const { warnings } = await guess('Kunde;Ort\nAnna;Kiel\nBea;Ulm\n')
    expect(warnings).toContain('no_date')
    expect(warnings).toContain('no_amount')
  })

  it('looks at the end of a long file before it decides between day and month', async () => {
    const row = (day: string) => `${day},17.50,Anna\n`
    const text = `date,amount,customer\n${row('01/02/2026').repeat(20_000)}${row('01/13/2026').repeat(5_000)}`
    expect((await guess(text, 'de')).mapping.dateFormat).toBe('month/day/year')
  })

  it('takes what is known as given', async () => {
    const known = { separator: 'semicolon', columns: { customer: 2, date: 3, amount: 5 } } as const
    const { mapping } = await guess('1;2;20260101;3;4,50\n1;2;20260102;3;5,50\n', 'de', known)
    expect(mapping.columns).toEqual(known.columns)
    expect(mapping.decimalMark).toBe('comma')
  })

  it('overlooks the reasons in a mended file of refused rows', async () => {
    const { mapping } = await guess(
      '00004;19970101;2;29,33;stammgast: Das Datum fehlt\n00004;19970102;2;29,34;\n00005;19970103;2;9,33;\n',
    )
    expect(mapping.columns).toEqual({ customer: 1, date: 2, quantity: 3, amount: 4 })
  })

  it('refuses a file of one column', async () => {
    await expect(guess('Name\nAnna\nBea\n')).rejects.toMatchObject({
      code: 'import_file_no_columns',
    })
  })
})
