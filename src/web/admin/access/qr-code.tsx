import { QrCode as Drawn } from '../../design/qr-code.tsx'
import classes from './access.module.css'

/** As large as it stands beside the words that explain it. */
export const QrCode = ({ content, label }: { content: string; label: string }) => (
  <Drawn text={content} label={label} className={classes.qrCode} />
)
