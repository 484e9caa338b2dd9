import { useState } from 'react'
import type { WireReply } from '#contract/endpoint.ts'
import { customerFileRowsMax, importCustomers } from '#contract/endpoints/customer-files.ts'
import { Problem, upload, useAskAgain } from '../../client/index.ts'

export type Report = WireReply<typeof importCustomers>
export type Row = Report['rows'][number]

type State =
  | { step: 'choosing'; problem: Problem | null }
  | { step: 'reading'; file: File }
  | { step: 'read'; file: File; report: Report }

/** A file is first looked at, then taken; between the two nothing is kept anywhere. */
export function useCustomerFile() {
  const [state, setState] = useState<State>({ step: 'choosing', problem: null })
  const askAgain = useAskAgain()
  const send = async (file: File, dryRun: 'yes' | 'no') => {
    setState({ step: 'reading', file })
    try {
      const input = { query: { dryRun, rows: customerFileRowsMax }, body: file }
      const report = await upload(importCustomers, input, {
        onProgress: () => undefined,
        signal: new AbortController().signal,
      })
      setState({ step: 'read', file, report })
      if (dryRun === 'no') askAgain()
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      setState({ step: 'choosing', problem })
    }
  }
  return {
    state,
    look: (file: File) => send(file, 'yes'),
    take: (file: File) => send(file, 'no'),
    begin: () => setState({ step: 'choosing', problem: null }),
  }
}
