import { Client } from 'pg'
import { to } from 'pg-copy-streams'
import type { Database } from '../open.ts'
import { listContents, listSequences } from './contents.ts'
import { type End, type Head, rowsEnd, type Sums, type TableLine, Tally } from './format.ts'

/** What the head says that the database does not know. */
export type Making = { version: string; secret: string | null }

/**
 * The whole database as one unchanging picture, while others write on. The transaction only reads:
 * it holds up nobody, and keeps PostgreSQL from tidying up for as long as it lasts.
 * @returns what was written, once the last piece was taken
 */
export async function* writeBackup(
  { connection }: Pick<Database, 'connection'>,
  making: Making,
): AsyncGenerator<Buffer, Sums> {
  const client = new Client({ ...connection, application_name: 'stammgast backup' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`
      begin transaction isolation level repeatable read read only;
      set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
      set local timezone = 'UTC'; set local bytea_output = 'hex'; set local client_encoding = 'UTF8';
      set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`)
    yield line(await headOf(client, making))
    const tables: Sums = {}
    for (const { name, columns, query } of await listContents(client)) {
      yield line({ table: name, columns } satisfies TableLine)
      const tally = new Tally()
      for await (const chunk of client.query(to(`copy (${query}) to stdout`))) {
        tally.add(chunk)
        yield chunk
      }
      yield Buffer.from(rowsEnd)
      tables[name] = tally.sum()
    }
    yield line({ end: true, tables, sequences: await listSequences(client) } satisfies End)
    return tables
  } finally {
    await client.end().catch(() => undefined)
  }
}

const line = (value: Head | TableLine | End) => Buffer.from(`${JSON.stringify(value)}\n`)

async function headOf(client: Client, { version, secret }: Making): Promise<Head> {
  const { rows: migrations } = await client.query<Head['migrations'][number]>(
    'select name, checksum from migrations order by name collate "C"',
  )
  const { rows } = await client.query<{ postgresql: string }>(
    `select current_setting('server_version') as postgresql`,
  )
  return {
    stammgast: 'backup',
    format: 1,
    madeAt: new Date().toISOString(),
    version,
    postgresql: rows[0]!.postgresql,
    migrations,
    secret,
  }
}
