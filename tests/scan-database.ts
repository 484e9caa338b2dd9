import type { Database } from '#database/open.ts'

/**
 * Looks through every column of every row of every table for these texts, as text in any case, and
 * as bytes of the encodings in which files come. A table added tomorrow is looked through as well.
 * @returns where they were found, as `table: text`
 */
export async function scanDatabase(
  { pool }: Pick<Database, 'pool'>,
  texts: readonly string[],
): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(`
    select oid::regclass::text as name from pg_class
    where relkind in ('r', 'p', 'm') and relnamespace not in (
      select oid from pg_namespace where nspname in ('pg_catalog', 'information_schema', 'pg_toast')
    ) order by 1`)
  const found: string[] = []
  for (const { name } of tables) {
    // Bytes stand in JSON as hexadecimal. A column of the row's name would be looked at in its place.
    const { rows } = await pool.query<{ text: string }>(
      `select distinct text from unnest($1::text[], $2::text[]) as sought (text, spelling)
      where exists (
        select from ${name} as scanned_row where strpos(lower(to_jsonb(scanned_row)::text), spelling) > 0
      )`,
      spelled(texts),
    )
    found.push(...rows.map(({ text }) => `${name}: ${text}`))
  }
  return found.sort()
}

const lettersMin = 7

function spelled(texts: readonly string[]): [string[], string[]] {
  const short = texts.filter(({ length }) => length < lettersMin)
  if (short.length > 0) throw new Error(`${short} would be found in some hash by chance`)
  const pairs = texts.flatMap((text) => {
    const lower = text.toLowerCase()
    const bytes = [text, lower, text.toUpperCase()].flatMap((one) =>
      (['utf8', 'latin1', 'utf16le'] as const).map((encoding) =>
        Buffer.from(one, encoding).toString('hex'),
      ),
    )
    const base64 = Buffer.from(text).toString('base64').slice(0, -4).toLowerCase()
    return [lower, base64, ...new Set(bytes)].map((spelling) => [text, spelling] as const)
  })
  return [pairs.map(([text]) => text), pairs.map(([, spelling]) => spelling)]
}
