import { sql } from 'kysely'
import { Client, type PoolClient } from 'pg'

const mark = '/* prepared */'

/**
 * Begins a statement that is said again and again with other values: each connection reads and
 * plans it once. Not for reports, whose best plan depends on what is asked.
 */
export const prepared = sql.raw(mark)

/** Statements are written in the code, so there are only so many. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `prepared_${names.size + 1}`
  names.set(text, name)
  return name
}

/** Lets a connection keep the statements that are marked so. */
export function keepPrepared(client: PoolClient): void {
  const query = (...given: unknown[]) => Reflect.apply(Client.prototype.query, client, given)
  const keeping = (text: unknown, values: unknown, ...rest: unknown[]) =>
    typeof text === 'string' && text.includes(mark)
      ? query({ name: nameOf(text), text, values }, ...rest)
      : query(text, values, ...rest)
  // The driver's method has a dozen forms; all but one are passed on as they are.
  client.query = keeping as typeof client.query
}
