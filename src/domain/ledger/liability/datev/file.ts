import iconv from 'iconv-lite'
import { dateText, monthStart } from '#kernel/calendar.ts'
import type { Booking, Mandate } from './booking.ts'
import { datevFields } from './fields.ts'

export type Batch = {
  mandate: Mandate
  bookings: readonly Booking[]
  /** The first and the last month. */
  from: number
  to: number
  /** ISO 4217, with two decimal places. */
  currency: string
  /** Local time, written as if it were UTC. */
  madeAt: Date
}

/** A DATEV Buchungsstapel: EXTF 700, category 21, version 13, as the bytes of a file in CP1252. */
export function writeBatch(batch: Batch): Buffer {
  const lines = [
    headOf(batch),
    datevFields,
    ...batch.bookings.map((booking) => lineOf(booking, batch.currency)),
  ]
  return iconv.encode(lines.map((line) => `${line.join(';')}\r\n`).join(''), 'win1252')
}

/** The 31 fields of the first line. */
function headOf({ mandate, from, to, currency, madeAt }: Batch): string[] {
  const { consultantNumber, clientNumber, yearBeginsIn, accountDigits } = mandate
  const period = [compactDate(monthStart(from)), compactDate(monthStart(to + 1) - 1)]
  const label = `Punkte ${monthText(from)}${to === from ? '' : ` - ${monthText(to)}`}`
  return [
    ...[quoted('EXTF'), '700', '21', quoted('Buchungsstapel'), '13', timestamp(madeAt)],
    // Imported: left to DATEV. Origin, exported by, imported by.
    ...['', quoted('SG'), quoted(''), quoted('')],
    ...[String(consultantNumber), String(clientNumber)],
    compactDate(monthStart(yearStart(from, yearBeginsIn))),
    ...[String(accountDigits), ...period, quoted(label), quoted('')],
    // Financial accounting; for any purpose; not fixed, so that the adviser can look first.
    ...['1', '0', '0', quoted(currency)],
    // Reserved, derivate, reserved twice; chart of accounts, industry; reserved twice, application.
    ...['', quoted(''), '', '', quoted(''), '', '', quoted(''), quoted('')],
  ]
}

/** The month in which the business year of this month begins. */
export const yearStart = (month: number, yearBeginsIn: number): number =>
  month - ((((month - (yearBeginsIn - 1)) % 12) + 12) % 12)

type Field = (typeof datevFields)[number]

function lineOf(booking: Booking, currency: string): string[] {
  const filled = new Map<Field, string>([
    ['Umsatz (ohne Soll/Haben-Kz)', amountText(booking.amount)],
    ['Soll/Haben-Kennzeichen', quoted(booking.side)],
    ['WKZ Umsatz', quoted(currency)],
    ['Konto', booking.account],
    ['Gegenkonto (ohne BU-Schlüssel)', booking.contra],
    ['Belegdatum', dayAndMonth(booking.day)],
    ['Belegfeld 1', quoted(booking.reference)],
    ['Buchungstext', quoted(booking.text.slice(0, textLengthMax))],
    ['Festschreibung', '0'],
  ])
  return datevFields.map((field) => filled.get(field) ?? '')
}

const textLengthMax = 60

/** Without what would end a line. */
const quoted = (text: string) => `"${text.replaceAll(/\p{Cc}+/gu, ' ').replaceAll('"', '""')}"`

/** `409,83`: a decimal comma, no thousands. */
const amountText = (minor: number) =>
  `${Math.floor(minor / 100)},${String(minor % 100).padStart(2, '0')}`

const monthText = (month: number) => dateText(monthStart(month)).slice(0, 7)

/** `20261130` */
const compactDate = (day: number) => dateText(day).replaceAll('-', '')

/** `3011`; the year follows from the period of the batch. */
const dayAndMonth = (day: number) => `${dateText(day).slice(8)}${dateText(day).slice(5, 7)}`

/** `20261122031500000` */
const timestamp = (at: Date) => at.toISOString().replaceAll(/\D/g, '')
