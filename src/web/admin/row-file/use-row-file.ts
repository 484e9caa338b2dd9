import { useState } from 'react'
import type { RowOutcome } from '#contract/language/row-file.ts'
import { Problem, useAskAgain } from '../../client/index.ts'

/** A row of a file, what it would change or why it is refused. */
export type FileRow = {
  line: number
  outcome: RowOutcome
  changes: readonly { field: string; before: string | null; after: string }[]
  reasons: readonly { code: string; field?: string | null }[]
}

export type FileReport<Row extends FileRow> = {
  dryRun: boolean
  columns: readonly { header: string; field: string | null }[]
  counts: Record<'read' | FileRow['outcome'], number>
  rows: readonly Row[]
}

export type SendFile<Row extends FileRow> = (
  file: File,
  dryRun: 'yes' | 'no',
) => Promise<FileReport<Row>>

type State<Row extends FileRow> =
  | { step: 'choosing'; problem: Problem | null }
  | { step: 'reading'; file: File }
  | { step: 'read'; file: File; report: FileReport<Row> }

/** A file is first looked at, then taken; between the two nothing is kept anywhere. */
export function useRowFile<Row extends FileRow>(send: SendFile<Row>) {
  const [state, setState] = useState<State<Row>>({ step: 'choosing', problem: null })
  const askAgain = useAskAgain()
  const go = async (file: File, dryRun: 'yes' | 'no') => {
    setState({ step: 'reading', file })
    try {
      const report = await send(file, dryRun)
      setState({ step: 'read', file, report })
      if (dryRun === 'no') askAgain()
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      setState({ step: 'choosing', problem })
    }
  }
  return {
    state,
    look: (file: File) => go(file, 'yes'),
    take: (file: File) => go(file, 'no'),
    begin: () => setState({ step: 'choosing', problem: null }),
  }
}
