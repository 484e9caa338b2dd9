import { QrCode } from '../design/qr-code.tsx'
import classes from './receipt-qr.module.css'

/** Leads the guest's phone to where the code is claimed; what stands behind # leaves no log. */
export const claimAddress = (code: string) =>
  `${window.location.origin}/me/receipt#${encodeURIComponent(code)}`

/** The code as a picture for a phone. */
export const ReceiptQr = ({ code }: { code: string }) => (
  <QrCode text={claimAddress(code)} label={code} className={classes.qr} />
)
