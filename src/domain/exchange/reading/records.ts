import type { ImportSeparator } from '#contract/language/import-mapping.ts'
import { afterNextSeparator, type Dialect, isSeparator } from './separator.ts'

/** Longest row, in characters. Longer ones are refused and never held in memory as a whole. */
export const rowCharactersMax = 65_536
const keptOfTooLongRow = 1_000

/** One row as it stands in the file. `line` is where it begins, from 1. */
export type RawRecord =
  | { line: number; raw: string; fault: null }
  | { line: number; raw: string; fault: RecordFault }

export type RecordFault = 'row_too_long' | 'row_with_nul' | 'quote_not_closed' | 'quote_broken'

/**
 * Cuts text into rows. A row ends with its line unless a quote is open. Where a quote is never
 * closed or closed within a word, only the line it began on is refused and reading goes on with
 * the next: one broken quote must not swallow the rows after it.
 */
export async function* readRecords(
  texts: AsyncIterable<string> | Iterable<string>,
  dialect: Dialect,
): AsyncGenerator<RawRecord[]> {
  const lines = new LineSplitter()
  const join = new RecordJoiner(dialect)
  for await (const text of texts) {
    const records = join.push(lines.push(text))
    if (records.length > 0) yield records
  }
  const last = [...join.push(lines.end()), ...join.end()]
  if (last.length > 0) yield last
}

type Line = { number: number; text: string; tooLong: boolean }

/** Lines of a text that comes in pieces; a line beyond the limit keeps only its beginning. */
class LineSplitter {
  #rest = ''
  #restTooLong = false
  #number = 0

  push(text: string): Line[] {
    const lines: Line[] = []
    // A carriage return at the very end may be half of a line end.
    const held = text.endsWith('\r') ? '\r' : ''
    const parts = (this.#rest + text.slice(0, text.length - held.length)).split(/\r\n|\n|\r/)
    const rest = parts.pop()!
    for (const part of parts) lines.push(this.#line(part))
    this.#keep(rest, held)
    return lines
  }

  end(): Line[] {
    const rest = this.#rest.replace(/\r$/, '')
    return rest === '' && !this.#restTooLong ? [] : [this.#line(rest)]
  }

  #line(text: string): Line {
    const tooLong = this.#restTooLong || text.length > rowCharactersMax
    this.#restTooLong = false
    return {
      number: ++this.#number,
      text: tooLong ? text.slice(0, keptOfTooLongRow) : text,
      tooLong,
    }
  }

  #keep(rest: string, held: string): void {
    if (rest.length > rowCharactersMax) this.#restTooLong = true
    // Without the copy a short rest would keep its whole chunk alive.
    this.#rest = (this.#restTooLong ? rest.slice(0, keptOfTooLongRow) : rest) + held
  }
}

/** Joins lines whose quotes are open into rows. */
class RecordJoiner {
  readonly #dialect: Dialect
  #open: Line[] = []
  #openLength = 0
  #state: QuoteState = 'closed'

  constructor(dialect: Dialect) {
    this.#dialect = dialect
  }

  push(lines: Line[]): RawRecord[] {
    const records: RawRecord[] = []
    let waiting = lines
    while (waiting.length > 0) {
      let again: Line[] = []
      let at = 0
      for (; at < waiting.length && again.length === 0; at++) {
        again = this.#take(waiting[at]!, records)
      }
      waiting = again.length > 0 ? [...again, ...waiting.slice(at)] : []
    }
    return records
  }

  end(): RawRecord[] {
    const records: RawRecord[] = []
    while (this.#open.length > 0) {
      const again = this.#giveUp('quote_not_closed', records)
      records.push(...this.push(again))
    }
    return records
  }

  /** Takes one line; hands back those to be read again after a broken quote. */
  #take(line: Line, records: RawRecord[]): Line[] {
    if (line.tooLong) {
      const again = this.#open.length > 0 ? this.#giveUp('quote_not_closed', records) : null
      if (again) return [...again, line]
      records.push({ line: line.number, raw: line.text, fault: 'row_too_long' })
      return []
    }
    if (this.#state === 'closed' && !(this.#dialect.quoted && line.text.includes('"'))) {
      records.push(whole([line]))
      return []
    }
    this.#state = quoteStateAfter(line.text, this.#state, this.#dialect.separator)
    this.#open.push(line)
    this.#openLength += line.text.length + 1
    if (this.#state === 'broken') return this.#giveUp('quote_broken', records)
    if (this.#openLength > rowCharactersMax) return this.#giveUp('quote_not_closed', records)
    if (this.#state === 'closed') {
      records.push(whole(this.#open))
      this.#clear()
    }
    return []
  }

  #giveUp(fault: RecordFault, records: RawRecord[]): Line[] {
    const [first, ...again] = this.#open
    records.push({ line: first!.number, raw: first!.text, fault })
    this.#clear()
    return again
  }

  #clear(): void {
    this.#open = []
    this.#openLength = 0
    this.#state = 'closed'
  }
}

function whole(lines: Line[]): RawRecord {
  const raw = lines.length === 1 ? lines[0]!.text : lines.map((line) => line.text).join('\n')
  return { line: lines[0]!.number, raw, fault: raw.includes('\0') ? 'row_with_nul' : null }
}

type QuoteState = 'closed' | 'open' | 'broken'

/**
 * Whether a quoted cell is still open after this line. A quote counts only at the beginning of a
 * cell; elsewhere it is a letter like any other (3" pipe).
 */
function quoteStateAfter(line: string, before: QuoteState, separator: ImportSeparator): QuoteState {
  let at = before === 'open' ? 0 : nextOpening(line, 0, separator)
  while (at >= 0) {
    const close = closingQuote(line, at)
    if (close < 0) return 'open'
    if (close + 1 === line.length) return 'closed'
    if (!isSeparator(line[close + 1], separator)) return 'broken'
    at = nextOpening(line, afterNextSeparator(line, close + 1, separator), separator)
  }
  return 'closed'
}

/** Where the content of the next quoted cell begins, looking from the beginning of a cell. */
function nextOpening(line: string, from: number, separator: ImportSeparator): number {
  let at = from
  while (at >= 0 && line[at] !== '"') at = afterNextSeparator(line, at, separator)
  return at < 0 ? -1 : at + 1
}

function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2)) {
    if (line[at + 1] !== '"') return at
  }
  return -1
}
