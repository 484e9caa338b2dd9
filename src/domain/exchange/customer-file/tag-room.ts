import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { tagsMax } from '#domain/customers/tags.ts'

/** How many tags a business may still make; a dry run remembers which it would have made. */
export class TagRoom {
  readonly #made: Set<string>
  #known = new Set<string>()
  #count = 0

  constructor(made: ReadonlySet<string> = new Set()) {
    this.#made = new Set(made)
  }

  get made(): ReadonlySet<string> {
    return this.#made
  }

  async look(tx: Tx, names: readonly string[]): Promise<void> {
    if (names.length === 0) return
    const { rows } = await sql<{ count: number; names: string[] }>`
      select count(*)::int as count,
        coalesce(array_agg(name) filter (where name = any(${[...new Set(names)]}::text[])), '{}')
          as names
      from tags`.execute(tx)
    this.#count = rows[0]!.count
    this.#known = new Set(rows[0]!.names)
  }

  /** @returns whether there is room for those of them that are new */
  take(names: readonly string[]): boolean {
    const fresh = names.filter((name) => !this.#known.has(name) && !this.#made.has(name))
    if (this.#count + this.#made.size + fresh.length > tagsMax) return fresh.length === 0
    for (const name of fresh) this.#made.add(name)
    return true
  }
}
