import { crc32, deflateRawSync } from 'node:zlib'

/** An export of a till as DSFinV-K 2.x describes it, built by its published columns. */
export type Bon = {
  bon: string
  closing?: number
  kind?: string
  storno?: boolean
  start?: string
  end: string
  customer?: string
  transaction?: number
  takesBack?: { bon: string; closing?: number }
  lines: Line[]
  /** Where it is another than the sum of the lines. */
  total?: string
}
export type Line = {
  type?: string
  text?: string
  group?: string
  amount: string
  tax?: '1' | '2' | '5'
}

type Till = { point?: string; serial?: string; publicKey?: string; dialect?: 'german' | 'plain' }

const columns = {
  'cashregister.csv':
    'KASSE_BRAND;KASSE_MODELL;KASSE_SERIENNR;KASSE_SW_BRAND;KASSE_SW_VERSION;KASSE_BASISWAEH_CODE;KEINE_UST_ZUORDNUNG',
  'vat.csv': 'UST_SCHLUESSEL;UST_SATZ;UST_BESCHR',
  'tse.csv':
    'TSE_ID;TSE_SERIAL;TSE_SIG_ALGO;TSE_ZEITFORMAT;TSE_PD_ENCODING;TSE_PUBLIC_KEY;TSE_ZERTIFIKAT_I;TSE_ZERTIFIKAT_II',
  'transactions.csv':
    'BON_ID;BON_NR;BON_TYP;BON_NAME;TERMINAL_ID;BON_STORNO;BON_START;BON_ENDE;BEDIENER_ID;BEDIENER_NAME;UMS_BRUTTO;KUNDE_NAME;KUNDE_ID;KUNDE_TYP;KUNDE_STRASSE;KUNDE_PLZ;KUNDE_ORT;KUNDE_LAND;KUNDE_USTID;BON_NOTIZ',
  'transactions_tse.csv':
    'BON_ID;TSE_ID;TSE_TANR;TSE_TA_START;TSE_TA_ENDE;TSE_TA_VORGANGSART;TSE_TA_SIGZ;TSE_TA_SIG;TSE_TA_FEHLER;TSE_TA_VORGANGSDATEN',
  'lines.csv':
    'BON_ID;POS_ZEILE;GUTSCHEIN_NR;ARTIKELTEXT;POS_TERMINAL_ID;GV_TYP;GV_NAME;INHAUS;P_STORNO;AGENTUR_ID;ART_NR;GTIN;WARENGR_ID;WARENGR;MENGE;FAKTOR;EINHEIT;STK_BR',
  'lines_vat.csv': 'BON_ID;POS_ZEILE;UST_SCHLUESSEL;POS_BRUTTO;POS_NETTO;POS_UST',
  'references.csv':
    'BON_ID;POS_ZEILE;REF_TYP;REF_NAME;REF_DATUM;REF_Z_KASSE_ID;REF_Z_NR;REF_BON_ID',
  'datapayment.csv':
    'BON_ID;ZAHLART_TYP;ZAHLART_NAME;ZAHLWAEH_CODE;ZAHLWAEH_BETRAG;BASISWAEH_BETRAG',
} as const
type File = keyof typeof columns

/** The archive, deflated or stored. */
export function dsfinvk(bons: readonly Bon[], till: Till = {}): Buffer {
  return zip(dsfinvkFiles(bons, till))
}

export function dsfinvkFiles(bons: readonly Bon[], till: Till = {}): Record<string, string> {
  const { point = '1', serial = 'KASSE-1', publicKey = '', dialect = 'german' } = till
  const comma = (amount: string) => (dialect === 'german' ? amount.replace('.', ',') : amount)
  const closingOf = (bon: Bon) => [point, '2026-11-21T22:00:00', bon.closing ?? 1]
  const files = new Map<File, (string | number)[][]>()
  const add = (file: File, row: (string | number)[]) =>
    files.set(file, [...(files.get(file) ?? []), row])
  const first = [point, '2026-11-21T22:00:00', 1]
  add('cashregister.csv', [...first, 'Kassenbauer', 'K2', serial, 'KassenSoft', '4.2', 'EUR', 0])
  add('vat.csv', [...first, 1, comma('19.00'), 'Regelsatz'])
  add('vat.csv', [...first, 2, comma('7.00'), 'ermäßigt'])
  add('vat.csv', [...first, 5, comma('0.00'), 'nicht steuerbar'])
  add('tse.csv', [
    ...first,
    1,
    'ab12',
    'ecdsa-plain-SHA256',
    'unixTime',
    'UTF-8',
    publicKey,
    '',
    '',
  ])
  for (const bon of bons) {
    const at = closingOf(bon)
    const sum = bon.lines.reduce((all, { amount }) => all + Number(amount), 0).toFixed(2)
    const { start = bon.end, kind = 'Beleg', storno = false, customer = '' } = bon
    add('transactions.csv', [
      ...[...at, bon.bon, bon.bon, kind, '', '', storno ? 1 : 0, start, bon.end, '7', 'Kim'],
      ...[comma(bon.total ?? sum), 'Erika Muster', customer, '', '', '', '', '', '', ''],
    ])
    add('datapayment.csv', [...at, bon.bon, 'Bar', '', 'EUR', '', comma(sum)])
    if (bon.transaction !== undefined)
      add('transactions_tse.csv', [
        ...at,
        bon.bon,
        1,
        bon.transaction,
        '',
        '',
        'Beleg',
        2,
        '',
        '',
        '',
      ])
    if (bon.takesBack) {
      const { bon: ref, closing = 1 } = bon.takesBack
      add('references.csv', [...at, bon.bon, '', 'Transaktion', '', '', point, closing, ref])
    }
    bon.lines.forEach(
      ({ type = 'Umsatz', text = 'Kaffee', group = 'Getränke', amount, tax = '1' }, index) => {
        const quoted = `"${text.replaceAll('"', '""')}"`
        add('lines.csv', [
          ...[
            ...at,
            bon.bon,
            index + 1,
            '',
            quoted,
            '',
            type,
            '',
            1,
            0,
            0,
            text.slice(0, 3),
            '',
            'G1',
            group,
          ],
          ...[comma('1.000'), comma('1.000'), 'Stück', comma(`${amount}000`)],
        ])
        add('lines_vat.csv', [...at, bon.bon, index + 1, tax, comma(`${amount}000`), '', ''])
      },
    )
  }
  const head = 'Z_KASSE_ID;Z_ERSTELLUNG;Z_NR'
  return {
    'index.xml': indexXml(comma('.')),
    ...Object.fromEntries(
      [...files].map(([file, rows]) => [
        file,
        `${[`${head};${columns[file]}`, ...rows.map((row) => row.join(';'))].join('\r\n')}\r\n`,
      ]),
    ),
  }
}

const indexXml = (decimal: string) => `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE DataSet SYSTEM "gdpdu-01-09-2004.dtd">
<DataSet><Version>1.0</Version><Media><Name>DSFinV-K</Name>
${(Object.keys(columns) as File[])
  .map(
    (file) => `<Table><URL>${file}</URL><Name>${file}</Name><UTF8/>
<DecimalSymbol>${decimal}</DecimalSymbol><DigitGroupingSymbol>${decimal === ',' ? '.' : ','}</DigitGroupingSymbol>
<Range><From>2</From></Range><VariableLength><ColumnDelimiter>;</ColumnDelimiter>
<RecordDelimiter>&#13;&#10;</RecordDelimiter><TextEncapsulator>&#34;</TextEncapsulator>
<VariablePrimaryKey><Name>Z_KASSE_ID</Name><AlphaNumeric/></VariablePrimaryKey>
</VariableLength></Table>`,
  )
  .join('\n')}
</Media></DataSet>`

export type ZipFile = { name: string; content: Buffer; stored?: boolean; claimedSize?: number }

export const zip = (files: Record<string, string>): Buffer =>
  zipOf(Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })))

export function zipOf(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, stored = false, claimedSize = content.length } of files) {
    const packed = stored ? content : deflateRawSync(content)
    const common = Buffer.alloc(22)
    common.writeUInt16LE(stored ? 0 : 8, 0)
    common.writeUInt32LE(crc32(content), 6)
    common.writeUInt32LE(packed.length, 10)
    common.writeUInt32LE(claimedSize, 14)
    common.writeUInt16LE(Buffer.byteLength(name), 18)
    const local = Buffer.concat([numbers(0x04034b50, 20, 0), common, Buffer.from(name), packed])
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(at, 10)
    directory.push(
      Buffer.concat([numbers(0x02014b50, 20, 20, 0), common, entry, Buffer.from(name)]),
    )
    parts.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listed, end])
}

/** A mark, then numbers of 16 bits. */
function numbers(mark: number, ...rest: number[]): Buffer {
  const bytes = Buffer.alloc(4 + rest.length * 2)
  bytes.writeUInt32LE(mark, 0)
  for (const [index, number] of rest.entries()) bytes.writeUInt16LE(number, 4 + index * 2)
  return bytes
}
