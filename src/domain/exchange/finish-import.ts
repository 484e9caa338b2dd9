import { setTimeout as sleep } from 'node:timers/promises'
import { findImport, type Import } from './import.ts'
import type { ImportContext } from './import-context.ts'
import { isOutage } from './outage.ts'
import { runImport } from './run-import.ts'

const outagesMax = 30
const pauseMillis = 1_000

/** Stays with an import until it ends, whoever works on it, also over an outage of the database. */
export async function finishImport(
  context: ImportContext,
  importId: string,
  signal: AbortSignal,
): Promise<Import> {
  for (let outages = 0; ; ) {
    try {
      await runImport(context, importId, signal, true)
      const row = await findImport(context.database, importId)
      const atWork = row.status === 'running' || row.status === 'taking_back'
      if (!atWork || signal.aborted) return row
    } catch (error) {
      if (!isOutage(error) || ++outages > outagesMax) throw error
      await sleep(pauseMillis)
    }
  }
}
