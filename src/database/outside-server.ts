import { Client, type ClientConfig } from 'pg'
import { Refusal } from '#kernel/errors.ts'

const versionLeast = 15

/** Refuses a server that cannot be reached, is too old, or whose texts are not UTF-8. */
export async function refuseUnfitServer(connection: ClientConfig) {
  const refusal = unfitness(await inspect(connection))
  if (refusal) throw refusal
}

/** What is none would be taken for a host name, of which nobody has heard. */
export function refuseStrangeAddress(url: string): void {
  if (/^(postgres(ql)?:\/\/|socket:|\/)/i.test(url)) return
  throw new Refusal(
    'unavailable',
    'database_unreachable',
    'DATABASE_URL is no address of a PostgreSQL. They look like postgres://user:password@host:5432/name.',
  )
}

export function unfitness({ version, encoding }: ServerFacts): Refusal | undefined {
  const major = Math.floor(version / 10_000)
  if (major < versionLeast) {
    return new Refusal(
      'unavailable',
      'postgresql_too_old',
      `DATABASE_URL names a PostgreSQL ${major}; Stammgast needs ${versionLeast} or later.`,
    )
  }
  if (encoding !== 'UTF8') {
    return new Refusal(
      'unavailable',
      'database_not_utf8',
      `The database that DATABASE_URL names stores its texts as ${encoding}; Stammgast needs UTF8.`,
    )
  }
  return undefined
}

/** `version` as in server_version_num: 150004 is 15.4. */
type ServerFacts = { version: number; encoding: string }

async function inspect(connection: ClientConfig): Promise<ServerFacts> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<ServerFacts>(
      `select current_setting('server_version_num')::int as version,
              current_setting('server_encoding') as encoding`,
    )
    return rows[0]!
  } catch (error) {
    // The message names host and reason; the URL itself would show the password.
    const reason = error instanceof Error ? error.message || error.name : String(error)
    throw new Refusal(
      'unavailable',
      'database_unreachable',
      `Cannot reach the database that DATABASE_URL names: ${reason}.`,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}
