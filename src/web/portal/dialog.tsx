import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import classes from './dialog.module.css'

type DialogProps = { title: string; onClose: () => void; children: ReactNode }

/** A question that has to be answered first; the browser keeps the focus inside. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { t } = useTranslation('portal')
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className={classes.dialog} aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading}>{title}</h2>
      {children}
      <Button kind="plain" onClick={() => dialog.current?.close()}>
        {t('close')}
      </Button>
    </dialog>
  )
}
