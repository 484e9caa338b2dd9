import type { ReactNode } from 'react'
import type { Problem } from '../client/index.ts'
import { Button } from '../design/button.tsx'
import parts from './parts.module.css'
import { Refusal } from './refusal.tsx'

type FormProps = {
  /** What pressing brings about. */
  action: string
  /** `outlined`, where another button of the page comes first. */
  kind?: 'main' | 'outlined'
  busy: boolean
  problem: Problem | null
  onSend: () => void
  /** Other ways, beside the button. */
  beside?: ReactNode
  children?: ReactNode
}

/** Fields, why it was refused, and the one button. */
export function Form({
  action,
  kind = 'main',
  busy,
  problem,
  onSend,
  beside,
  children,
}: FormProps) {
  return (
    <form
      className={parts.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onSend()
      }}
    >
      {children}
      <Refusal problem={problem} />
      <div className={parts.actions}>
        <Button kind={kind} type="submit" busy={busy}>
          {action}
        </Button>
        {beside}
      </div>
    </form>
  )
}
