import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { QrCode } from '../design/qr-code.tsx'
import classes from './slip.module.css'

type SlipProps = {
  heading: string
  qr: { text: string; label: string } | null
  children: ReactNode
}

/** On paper alone: 80 mm, as the printer of a till has it. */
export const Slip = ({ heading, qr, children }: SlipProps) =>
  createPortal(
    <aside className={classes.slip} aria-hidden="true">
      <h2>{heading}</h2>
      {qr && <QrCode {...qr} className={classes.qr} />}
      {children}
    </aside>,
    document.body,
  )
