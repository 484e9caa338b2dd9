import { useTranslation } from 'react-i18next'
import { receiptCodeDays } from '#contract/language/counter-limits.ts'
import { useFormat } from '../design/use-format.ts'
import till from './counter.module.css'
import type { ReceiptCode } from './desk.ts'
import classes from './receipt-code.module.css'
import { ReceiptQr } from './receipt-qr.tsx'

/** Shown to the guest, who claims the purchase later; large enough to be written down. */
export function ReceiptCodeView({ code: { code, amount } }: { code: ReceiptCode }) {
  const { t } = useTranslation('pos')
  const format = useFormat()
  return (
    <>
      <h1>{t('code.title', { amount: format.money(amount.amount) })}</h1>
      <p className={till.tier}>{t('code.what', { count: receiptCodeDays })}</p>
      <div className={classes.code}>
        <ReceiptQr code={code} />
        <output>{code}</output>
      </div>
    </>
  )
}
