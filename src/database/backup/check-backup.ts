import { type Head, type Sums, Tally, unreadable } from './format.ts'
import { readBackup } from './read-backup.ts'

/**
 * Reads a copy to its end and adds everything up again.
 * @throws Refusal where it breaks off, or is not what its end says
 */
export async function checkBackup(
  source: AsyncIterable<Buffer>,
): Promise<{ head: Head; tables: Sums }> {
  const { head, tables } = await readBackup(source)
  const sums: Sums = {}
  for (;;) {
    const next = await tables.next()
    if (next.done) {
      refuseDifference(sums, next.value.tables)
      return { head, tables: sums }
    }
    const tally = new Tally()
    for await (const chunk of next.value.rows) tally.add(chunk)
    sums[next.value.name] = tally.sum()
  }
}

export function refuseDifference(found: Sums, said: Sums): void {
  const names = new Set([...Object.keys(found), ...Object.keys(said)])
  for (const name of names) {
    if (found[name]?.sha256 === said[name]?.sha256 && found[name]?.rows === said[name]?.rows)
      continue
    throw unreadable(`its table ${name} is not what it was when the copy was made.`)
  }
}
