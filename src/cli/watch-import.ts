import { findImport, type Import, viewOf } from '#domain/exchange/import.ts'
import type { ImportContext } from '#domain/exchange/import-context.ts'
import type { House } from '#house.ts'
import { Refusal } from '#kernel/errors.ts'
import { say } from './command.ts'

/** Works until the end or an interruption, and tells a person at the screen how far it is. */
export async function watched(
  context: ImportContext,
  work: (signal: AbortSignal, onStarted: (importId: string) => void) => Promise<Import>,
): Promise<Import> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  let timer: NodeJS.Timeout | undefined
  try {
    return await work(stopping.signal, (importId) => {
      if (process.stderr.isTTY) timer = setInterval(() => void tell(context, importId), 1_000)
    })
  } finally {
    clearInterval(timer)
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

async function tell({ database, log }: ImportContext, importId: string) {
  try {
    const { progress } = viewOf(await findImport(database, importId), new Date())
    if (!progress) return
    const percent = Math.floor(progress.share * 100)
    const left = progress.secondsLeft === null ? '' : `, ${progress.secondsLeft} s left`
    const rate = progress.rowsPerSecond === null ? '' : `, ${progress.rowsPerSecond} rows a second`
    say(`${progress.phase} ${percent} %${rate}${left}`)
  } catch (error) {
    // Telling is a courtesy; the work itself says when the database is gone.
    log.debug({ err: error }, 'the progress could not be read')
  }
}

export const importContext = ({ context, within }: House): ImportContext => ({ ...context, within })

export function unfinished({ status, failure }: Import): Refusal {
  const sentence =
    status === 'running' || status === 'taking_back'
      ? 'The work was interrupted. The same command goes on with it, and so does the running program.'
      : `The import is ${status}${failure === null ? '' : ` (${failure})`}.`
  return new Refusal('conflict', failure ?? `import_${status}`, sentence)
}
