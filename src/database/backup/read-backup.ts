import type { z } from 'zod'
import { type End, end, type Head, head, rowsEnd, tableLine, unreadable } from './format.ts'

/** A table of a copy; its rows must be taken before the next table is asked for. */
export type ReadTable = { name: string; columns: string[]; rows: AsyncGenerator<Buffer> }

export type ReadBackup = {
  head: Head
  tables: AsyncGenerator<ReadTable, End>
}

/** Reads a copy from its plain text, piece by piece. */
export async function readBackup(source: AsyncIterable<Buffer>): Promise<ReadBackup> {
  const lines = new Lines(source)
  const first = head.safeParse(parsed(await lines.next()))
  if (!first.success) throw unreadable('it is no copy of Stammgast, or of a much newer one.')
  return { head: first.data, tables: tablesOf(lines) }
}

async function* tablesOf(lines: Lines): AsyncGenerator<ReadTable, End> {
  for (;;) {
    const said = parsed(await lines.next())
    if (typeof said === 'object' && said !== null && 'end' in said) return checked(end, said)
    const { table: name, columns } = checked(tableLine, said)
    yield { name, columns, rows: lines.rows() }
  }
}

function checked<T>(schema: z.ZodType<T>, said: unknown): T {
  const read = schema.safeParse(said)
  if (!read.success) throw unreadable('it was changed.')
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unreadable('it was changed.', error)
  }
}

const lineEnd = 0x0a

/** Lines of text, and rows up to their end, out of pieces that know nothing of lines. */
class Lines {
  readonly #source: AsyncIterator<Buffer>
  #waiting: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async next(): Promise<string> {
    for (;;) {
      const at = this.#waiting.indexOf(lineEnd)
      if (at !== -1) return this.#take(at + 1).toString()
      await this.#more()
    }
  }

  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.#startsWith(rowsEnd)) {
        this.#take(rowsEnd.length)
        return
      }
      const atEnd = this.#waiting.indexOf(`\n${rowsEnd}`)
      const until = atEnd === -1 ? this.#waiting.lastIndexOf(lineEnd) : atEnd
      if (until === -1) await this.#more()
      else yield this.#take(until + 1)
    }
  }

  #startsWith(text: string): boolean {
    return this.#waiting.subarray(0, text.length).equals(Buffer.from(text))
  }

  #take(bytes: number): Buffer {
    const taken = this.#waiting.subarray(0, bytes)
    this.#waiting = this.#waiting.subarray(bytes)
    return taken
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#source.next()
    if (done) throw unreadable('it breaks off.')
    this.#waiting = this.#waiting.length === 0 ? value : Buffer.concat([this.#waiting, value])
  }
}
