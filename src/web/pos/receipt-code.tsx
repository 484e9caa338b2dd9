import { useTranslation } from 'react-i18next'
import { receiptCodeDays } from '#contract/language/counter-limits.ts'
import { useFormat } from '../design/use-format.ts'
import till from './counter.module.css'
import type { OpenCode, ReceiptCode } from './desk.ts'
import classes from './receipt-code.module.css'
import { claimAddress, ReceiptQr } from './receipt-qr.tsx'
import slip from './slip.module.css'
import { Slip } from './slip.tsx'

type ReceiptCodeProps = { business: string; code: ReceiptCode }

/** Shown to the guest, who claims the purchase later; large enough to be written down. */
export function ReceiptCodeView({ business, code: { code, amount, expiresAt } }: ReceiptCodeProps) {
  const { t } = useTranslation('pos')
  const format = useFormat()
  const date = format.date(expiresAt)
  const shown = amount && format.money(amount.amount)
  return (
    <>
      <h1>{shown === null ? t('code.titleVisit') : t('code.title', { amount: shown })}</h1>
      <p className={till.tier}>{t('code.what', { count: receiptCodeDays })}</p>
      <div className={classes.code}>
        <ReceiptQr code={code} />
        <output>{code}</output>
      </div>
      <Slip heading={business} qr={{ text: claimAddress(code), label: code }}>
        <p className={slip.strong}>{code}</p>
        <p>{t(shown === null ? 'code.forVisitor' : 'code.forGuest')}</p>
        <p>
          {shown === null
            ? t('code.untilAlone', { date })
            : t('code.until', { amount: shown, date })}
        </p>
      </Slip>
    </>
  )
}

/** Onto the phone by the picture, or along on paper. */
export function ReceiptCodeKeys({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('pos')
  return (
    <>
      <button
        type="button"
        className={`${till.key} ${till.main} ${till.tall}`}
        onClick={() => window.print()}
      >
        {t('fresh.print')}
      </button>
      <button type="button" className={till.key} onClick={onDone}>
        {t('done')}
      </button>
    </>
  )
}

type OpenCodesProps = { codes: readonly OpenCode[]; onChoose: (code: OpenCode) => void }

/** A guest comes back for the code, or the till was locked before it was written down. */
export function OpenCodes({ codes, onChoose }: OpenCodesProps) {
  const { t } = useTranslation('pos')
  const format = useFormat()
  return (
    <>
      <h1>{t('code.open')}</h1>
      <div className={till.hits}>
        {codes.map((one) => (
          <button key={one.code} type="button" className={till.key} onClick={() => onChoose(one)}>
            {one.amount === null ? t('code.visit') : format.money(one.amount.amount)}
            <small>{format.time(one.bookedAt)}</small>
          </button>
        ))}
      </div>
    </>
  )
}
