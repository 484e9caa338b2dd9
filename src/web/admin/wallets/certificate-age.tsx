import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import { Warning } from '../../design/warning.tsx'
import forms from '../forms/forms.module.css'

const soonMillis = 30 * 24 * 3_600_000

/** Apple's certificates hold for about a year; whoever forgets that has cards that open nowhere. */
export function CertificateAge({ validUntil }: { validUntil: string }) {
  const { t } = useTranslation('wallet-office')
  const format = useFormat()
  const leftMillis = Date.parse(validUntil) - Date.now()
  const date = format.date(validUntil)
  if (leftMillis > soonMillis) return <p className={forms.text}>{t('apple.valid', { date })}</p>
  return (
    <p className={forms.text}>
      <Warning>{t(leftMillis > 0 ? 'apple.endsSoon' : 'apple.ended', { date })}</Warning>
    </p>
  )
}
