import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Queryable } from '#database/transaction.ts'
import type { ImportContext } from './import-context.ts'
import { runImport } from './run-import.ts'
import { sweepFiles } from './sweep-files.ts'

const sweepEveryMillis = 3_600_000

/** Runs the imports that wait, one after the other, also those a crash left behind. */
export function importWorker(context: ImportContext): Worker {
  let sweptAt = 0
  return {
    name: 'imports',
    restMillis: 500,
    work: async (signal) => {
      if (Date.now() - sweptAt > sweepEveryMillis) {
        sweptAt = Date.now()
        await sweepFiles(context.database)
      }
      for (const importId of await waitingImports(context.database)) {
        if (signal.aborted) break
        await runImport(context, importId, signal, false)
      }
      return 'done'
    },
  }
}

async function waitingImports({ kysely }: Queryable): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select import_id as id from imports
    where status in ('running', 'taking_back') order by import_id`.execute(kysely)
  return rows.map((row) => row.id)
}
