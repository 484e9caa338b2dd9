import { balancePointsMax } from '#contract/endpoints/balance-files.ts'
import { email as emailText } from '#contract/language/text.ts'
import { type Identity, identityOf } from '#domain/customers/identity.ts'
import { parseScaled } from '../reading/numbers.ts'
import type { FileRow } from '../reading/rows.ts'
import type { BalanceField, Columns } from './columns.ts'

export type Reason = { code: string; message: string }

/** A row as it is understood. */
export type BalanceRow = {
  line: number
  card: Identity | null
  email: Identity | null
  name: string | null
  currency: string | null
  points: number | null
  reasons: Reason[]
}

const cardLettersMax = 64
const nameLettersMax = 200

/** @param currency of rows that name none */
export function readBalanceRow(
  { line, cells, fault }: FileRow,
  columns: Columns,
  currency: string | null,
): BalanceRow {
  const cell = (field: BalanceField) => unguarded(cells[columns.indexOf(field)]?.trim() ?? '')
  const card = cell('card_number')
  const row: BalanceRow = {
    ...{ line, reasons: [] },
    card: card === '' || card.length > cardLettersMax ? null : identityOf('card_number', card),
    email: cell('email') === '' ? null : identityOf('email', cell('email')),
    name: cell('name').slice(0, nameLettersMax) || null,
    currency: cell('currency') || currency,
    points: pointsOf(cell('points')),
  }
  row.reasons.push(...faultsIn(row, fault))
  return row
}

function faultsIn(row: BalanceRow, fault: string | null): Reason[] {
  const { card, email, points, currency } = row
  if (fault !== null) return [{ code: fault, message: 'It cannot be read.' }]
  return [
    !card && { code: 'card_number_missing', message: 'The row names no card.' },
    points === null && { code: 'points_malformed', message: 'Points are a whole number from 1.' },
    currency === null && { code: 'currency_missing', message: 'The row names no point currency.' },
    email &&
      !emailText.safeParse(email.shown).success && {
        ...{ code: 'email_malformed', message: 'This is no e-mail address.' },
      },
  ].filter((one) => Boolean(one)) as Reason[]
}

/** `1.250`, `1,250` and `12,00` are whole numbers; half a stamp is none. */
function pointsOf(text: string): number | null {
  const hundredths = parseScaled(text, 'comma', 2) ?? parseScaled(text, 'point', 2)
  if (hundredths === undefined || hundredths % 100 !== 0) return null
  const points = hundredths / 100
  return points >= 1 && points <= balancePointsMax ? points : null
}

/** Our own files set an apostrophe before what a spreadsheet would take for a formula. */
const unguarded = (text: string) => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text)
