import { useMemo } from 'react'
import { encode } from 'uqr'
import classes from './receipt-qr.module.css'

/** Leads the guest's phone to where the code is claimed. */
export const claimAddress = (code: string) =>
  `${window.location.origin}/me/receipt#${encodeURIComponent(code)}`

/** The code as a picture for a phone; beside it stands what it says. */
export function ReceiptQr({ code }: { code: string }) {
  const { size, path } = useMemo(() => drawn(claimAddress(code)), [code])
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className={classes.qr} aria-hidden="true">
      <rect width={size} height={size} />
      <path d={path} />
    </svg>
  )
}

function drawn(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { border: 4 })
  const cells = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return { size, path: cells.join('') }
}
