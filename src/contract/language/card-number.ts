import { scannedCardNumber } from '#kernel/card-number.ts'
import { label } from './text.ts'

const numberLengthMax = 64
const linkLengthMax = 300

/** A card's number, or the link its QR code holds where the program has a lasting address. */
export const cardNumber = label(linkLengthMax)
  .refine(
    (text) => scannedCardNumber(text).length <= numberLengthMax,
    `is longer than ${numberLengthMax} characters, and no link of a card`,
  )
  .describe('Number of the card, or the link of its QR code')
