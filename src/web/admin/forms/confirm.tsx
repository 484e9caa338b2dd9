import type { ReactNode } from 'react'
import type { Problem } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { useRefusal } from './refusal.ts'

type ConfirmProps = {
  title: string
  /** What will be gone. */
  children: ReactNode
  /** Named as what it does. */
  word: string
  action: { isPending: boolean; error: Problem | null }
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something is taken away, and says what that is. */
export function Confirm({ title, children, word, action, onConfirm, onClose }: ConfirmProps) {
  const refusal = useRefusal()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <Button kind="destructive" busy={action.isPending} onClick={onConfirm}>
          {word}
        </Button>
      }
    >
      {children}
      {action.error && <Refusal place="below">{refusal(action.error)}</Refusal>}
    </Dialog>
  )
}
