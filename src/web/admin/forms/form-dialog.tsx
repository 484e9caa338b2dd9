import { type FormEvent, type ReactNode, useId } from 'react'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Refusal } from '../../design/refusal.tsx'
import classes from './forms.module.css'

type FormDialogProps = {
  title: string
  /** The button, named as the result. */
  word: string
  busy: boolean
  refusal: string | null
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  onClose: () => void
  children: ReactNode
  /** What else can be done here, below the fields. */
  more?: ReactNode
}

/** A few fields over the page, sent by one button. */
export function FormDialog(props: FormDialogProps) {
  const { title, word, busy, refusal, onSubmit, onClose, children, more } = props
  const id = useId()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <Button kind="main" type="submit" form={id} busy={busy}>
          {word}
        </Button>
      }
    >
      <form id={id} onSubmit={onSubmit} noValidate className={classes.stack}>
        {children}
        <Refusal>{refusal}</Refusal>
      </form>
      {more && <div className={classes.more}>{more}</div>}
    </Dialog>
  )
}
