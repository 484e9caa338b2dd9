import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { importVoucherCodes, VoucherCodeFault } from '#contract/endpoints/vouchers.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import type { Language } from '#locales/language.ts'
import { type Code, comparedCode, readCode } from './code.ts'
import { lockForCodes } from './make-codes.ts'
import { reasonInWords } from './reason-in-words.ts'
import { readTerms } from './terms.ts'
import { writeCodes } from './write-codes.ts'

type Imported = Reply<typeof importVoucherCodes>
type Line = { line: number; text: string }

const linesPerPortion = 10_000
const refusalsMax = 1_000
const shownMax = 100
const lineBytesMax = 4_096
const headings = new Set([
  'CODE',
  'CODES',
  'GUTSCHEIN',
  'GUTSCHEINCODE',
  'VOUCHER',
  'VOUCHERCODE',
  'COUPON',
  'COUPONCODE',
])

/**
 * Takes codes from a file of any size in bounded memory: portion by portion, each a transaction of
 * its own. The file sent again finds its codes there and changes nothing.
 */
export async function importCodes(
  { database, clock }: Context,
  voucherId: string,
  bytes: AsyncIterable<Uint8Array>,
  wished: Language | undefined,
): Promise<Imported> {
  const now = clock.now()
  const language = await transaction(database, async (tx) => {
    await lockForCodes(tx, voucherId)
    return wished ?? (await readTerms(tx, now)).language
  })
  const result: Imported = { read: 0, added: 0, known: 0, refused: 0, refusals: [] }
  for await (const lines of inPortions(linesOf(bytes))) {
    const portion = await transaction(database, async (tx) => {
      await lockForCodes(tx, voucherId)
      return await takeLines(tx, voucherId, lines, now)
    })
    result.read += lines.length
    result.added += portion.added
    result.known += portion.known
    result.refused += portion.refused.length
    for (const { line, text, code } of portion.refused) {
      if (result.refusals.length === refusalsMax) break
      const shown = text.slice(0, shownMax)
      result.refusals.push({ line, text: shown, code, message: reasonInWords(code, language) })
    }
  }
  return result
}

type Refused = Line & { code: VoucherCodeFault }

async function takeLines(tx: Tx, voucherId: string, lines: readonly Line[], now: Date) {
  const refused: Refused[] = []
  const wanted = new Map<string, Line & { given: Code }>()
  let known = 0
  for (const line of lines) {
    const given = readCode(line.text)
    if (typeof given === 'string') refused.push({ ...line, code: given })
    else if (wanted.has(given.code)) known++
    else wanted.set(given.code, { ...line, given })
  }
  const codes = [...wanted.values()].map(({ given }) => given)
  const added = await writeCodes(tx, voucherId, codes, now)
  const present = [...wanted].filter(([code]) => !added.has(code))
  const taken = await ofOthers(
    tx,
    voucherId,
    present.map(([code]) => code),
  )
  for (const [code, { line, text }] of present) {
    if (taken.has(code)) refused.push({ line, text, code: 'voucher_code_taken' })
    else known++
  }
  return { added: added.size, known, refused: refused.sort((a, b) => a.line - b.line) }
}

async function ofOthers(tx: Tx, voucherId: string, codes: string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  const { rows } = await sql<{ code: string }>`
    select code from voucher_codes
    where code = any(${codes}::text[]) and voucher_id <> ${voucherId}`.execute(tx)
  return new Set(rows.map(({ code }) => code))
}

async function* inPortions(lines: AsyncIterable<Line>): AsyncIterable<Line[]> {
  let portion: Line[] = []
  for await (const line of lines) {
    portion.push(line)
    if (portion.length < linesPerPortion) continue
    yield portion
    portion = []
  }
  if (portion.length > 0) yield portion
}

/** The first cell of each line that is not empty; a heading is no code. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Line> {
  let line = 0
  for await (const raw of rawLines(bytes)) {
    line++
    const text = firstCell(raw)
    if (text === '' || (line === 1 && headings.has(comparedCode(text)))) continue
    yield { line, text }
  }
}

const firstCell = (raw: string) => /^\s*"?([^";,\t]*)/.exec(raw)![1]!.trim()

async function* rawLines(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const chunk of bytes) {
    const lines = (rest + decoded(decoder, chunk)).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop()!
    if (rest.length > lineBytesMax) throw noText()
    yield* lines
  }
  rest += decoded(decoder, undefined)
  if (rest !== '') yield rest.replace(/\r$/, '')
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array | undefined): string {
  try {
    const text = decoder.decode(chunk, { stream: chunk !== undefined })
    if (!text.includes('\0')) return text
  } catch (error) {
    // What is no UTF-8 ends the same way as what holds a NUL.
    if (!(error instanceof TypeError)) throw error
  }
  throw noText()
}

const noText = () =>
  malformed('voucher_file_no_text', 'This is no list of codes: one to a line, as text in UTF-8.')
