import { malformed } from '#kernel/errors.ts'

/** What the code on a German receipt says, field by field (DSFinV-K 2.x, Anhang I). */
export type ReceiptCode = {
  /** Of the till, as its signing unit knows it. */
  serial: string
  processType: string
  processData: string
  transactionNumber: number
  signatureCounter: number
  startTime: string
  logTime: string
  algorithm: string
  logTimeFormat: string
  signature: Buffer
  /** A point of an elliptic curve, uncompressed. */
  publicKey: Buffer
}

export const receiptCodeMax = 2000
const fieldsBefore = 3
const fieldsAfter = 8

/**
 * Reads the code. Nothing in it is believed yet: that is what its signature is for.
 * @throws Refusal where it is no such code
 */
export function parseReceiptCode(text: string): ReceiptCode {
  const fields = text.trim().split(';')
  if (text.length > receiptCodeMax || fields.length < fieldsBefore + 1 + fieldsAfter) throw noCode()
  const [version, serial, processType] = fields.slice(0, fieldsBefore) as [string, string, string]
  // Orders hold free text, and with it semicolons.
  const processData = fields.slice(fieldsBefore, -fieldsAfter).join(';')
  const [transaction, counter, startTime, logTime, algorithm, logTimeFormat, signature, key] =
    fields.slice(-fieldsAfter) as [string, string, string, string, string, string, string, string]
  if (version !== 'V0' || serial === '' || hasControls(text.trim())) throw noCode()
  return {
    serial,
    processType,
    processData,
    transactionNumber: numberOf(transaction),
    signatureCounter: numberOf(counter),
    startTime,
    logTime,
    algorithm,
    logTimeFormat,
    signature: bytesOf(signature),
    publicKey: bytesOf(key),
  }
}

function numberOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw noCode()
  return Number(text)
}

function bytesOf(text: string): Buffer {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw noCode()
  return Buffer.from(text, 'base64')
}

/** Neither is part of any field, and the database keeps neither. */
const hasControls = (text: string) =>
  !text.isWellFormed() || [...text].some((letter) => letter < ' ')

const noCode = () =>
  malformed('receipt_code_malformed', 'This is not the code of a receipt.', '/code')
