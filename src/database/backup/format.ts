import { createHash, type Hash } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '#kernel/errors.ts'

/**
 * A copy is text, compressed by zstd: a head, then each table as a line that names it, its rows as
 * PostgreSQL's COPY writes them, and a line `\.`; then an end that says how much there was. What
 * breaks off has no end. The head, the lines of tables and the end are JSON.
 */
export const head = z.object({
  stammgast: z.literal('backup'),
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  version: z.string(),
  postgresql: z.string(),
  /** By which the tables were made, in their order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  /** The program's own secret, where it travels along. */
  secret: z.string().nullable(),
})
export type Head = z.output<typeof head>

export const tableLine = z.object({ table: z.string(), columns: z.array(z.string()).min(1) })
export type TableLine = z.output<typeof tableLine>

export const end = z.object({
  end: z.literal(true),
  tables: z.record(z.string(), z.object({ rows: z.int(), sha256: z.string() })),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string(), isCalled: z.boolean() })),
})
export type End = z.output<typeof end>
export type Sums = End['tables']

export const rowsEnd = '\\.\n'

/** Counts rows and adds up their bytes; a line break within a value is written as two characters. */
export class Tally {
  readonly #hash: Hash = createHash('sha256')
  #rows = 0

  add(chunk: Buffer): void {
    this.#hash.update(chunk)
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) this.#rows++
  }

  sum(): Sums[string] {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') }
  }
}

export const rowsOf = (sums: Sums): number =>
  Object.values(sums).reduce((all, { rows }) => all + rows, 0)

export const unreadable = (why: string, cause?: unknown) => {
  const refusal = new Refusal(
    'malformed',
    'backup_unreadable',
    `This copy cannot be read: ${why} Nothing was changed.`,
  )
  refusal.cause = cause
  return refusal
}
