import { useState } from 'react'
import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import { type CallInput, useAction } from '../../client/index.ts'
import { usePlacing } from './refusal.ts'

type SendingOptions<E extends Endpoint> = {
  changes: readonly Pick<Endpoint, 'path'>[]
  onDone: (reply: WireReply<E>) => void
  /** The form whose fields a refusal may speak of. */
  form: { setErrors: (errors: Record<string, string>) => void }
  /** Fields of codes that name none themselves. */
  places?: Record<string, string>
}

/** Sends a form; a refusal stands beside its field, or below all of them. */
export function useSending<E extends Endpoint>(endpoint: E, options: SendingOptions<E>) {
  const { changes, onDone, form, places } = options
  const place = usePlacing()
  const [refusal, setRefusal] = useState<string | null>(null)
  const action = useAction(endpoint, { changes, onDone })
  const send = (input: CallInput<E>) => {
    setRefusal(null)
    action.mutate(input, {
      onError: (problem) => {
        const { fields, rest } = place(problem, places)
        form.setErrors(fields)
        setRefusal(rest)
      },
    })
  }
  return { send, busy: action.isPending, refusal }
}
