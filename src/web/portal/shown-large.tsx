import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { Button } from '../design/button.tsx'
import { QrCode } from '../design/qr-code.tsx'
import classes from './shown-large.module.css'
import { useWakeLock } from './use-wake-lock.ts'

type ShownLargeProps = { code: string; number: string; name: string | null; onClose: () => void }

/** The card as large as the phone is, white to its edges, for the scanner at the till. */
export function ShownLarge({ code, number, name, onClose }: ShownLargeProps) {
  const { t } = useTranslation('portal')
  const dialog = useRef<HTMLDialogElement>(null)
  useWakeLock()
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className={classes.large} aria-label={t('card.large')} onClose={onClose}>
      <QrCode text={code} label={t('card.qr')} className={classes.code} />
      <p className={classes.number}>{groupedCardNumber(number)}</p>
      {name !== null && <p className={classes.name}>{name}</p>}
      <Button className={classes.close} onClick={() => dialog.current?.close()}>
        {t('close')}
      </Button>
    </dialog>
  )
}
