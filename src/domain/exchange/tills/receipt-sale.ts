import { conflict, malformed } from '#kernel/errors.ts'
import { roundHalfUp } from '#kernel/money.ts'
import type { ReceiptCode } from './receipt-code.ts'

/** German tills sign in the currency of the country. */
export const receiptCurrency = 'EUR'

const taxRates = 5

/**
 * What a receipt was for: `Beleg^19 %_7 %_10.7 %_5.5 %_0 %^sum:payment` (DSFinV-K, Anhang I).
 * @returns the total in cents
 * @throws Refusal where it sold nothing: an order, training, a cancellation, something broken off
 */
export function saleOf({ processType, processData }: ReceiptCode): number {
  const [kind = '', sums = '', ...rest] = processData.split('^')
  if (processType.toLowerCase() !== 'kassenbeleg-v1' || kind !== 'Beleg') throw noSale(kind)
  const amounts = sums.split('_').map(centsOf)
  if (amounts.length !== taxRates || rest.length !== 1) throw unreadable()
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  if (total <= 0) throw noSale('AVBelegstorno')
  return total
}

/** With a point; some write thousands apart, some a comma instead. */
function centsOf(text: string): number {
  if (/^-?\d{1,9}([.,]\d{1,2})?$/.test(text)) return cents(text.replace(',', '.'))
  if (/^-?\d{1,3}(,\d{3}){1,2}\.\d{1,2}$/.test(text)) return cents(text.replaceAll(',', ''))
  throw unreadable()
}

const cents = (text: string) => roundHalfUp(Number(text) * 100)

const unreadable = () =>
  malformed('receipt_code_malformed', 'The sums of this receipt cannot be read.', '/code')

const noSale = (kind: string) => conflict('receipt_without_sale', reasons[kind] ?? reasons.other!)

const reasons: Readonly<Record<string, string>> = {
  AVTraining: 'This receipt was rung up for training.',
  AVBelegabbruch: 'This receipt was broken off.',
  AVBelegstorno: 'This receipt takes another back.',
  AVBestellung: 'This is an order; its receipt comes when it is paid.',
  other: 'Nothing was sold with this receipt.',
}
