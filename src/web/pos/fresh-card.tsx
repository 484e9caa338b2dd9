import { useTranslation } from 'react-i18next'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { QrCode } from '../design/qr-code.tsx'
import till from './counter.module.css'
import type { CardCode } from './desk.ts'
import classes from './fresh-card.module.css'
import slip from './slip.module.css'
import { Slip } from './slip.tsx'

type FreshCardProps = { business: string; cardNumber: string; code: CardCode | null }

/** A card of which nothing is printed yet: its guest takes it along by phone or on a slip. */
export function FreshCard({ business, cardNumber, code }: FreshCardProps) {
  const { t } = useTranslation('pos')
  return (
    <>
      <h1>{t('fresh.title')}</h1>
      <p className={till.tier}>{t(code ? 'fresh.how' : 'fresh.hasAddress')}</p>
      <div className={classes.shown}>
        {code && <QrCode text={code.link} label={t('phone.qr')} className={classes.qr} />}
        <p>
          {t('fresh.number', { number: groupedCardNumber(cardNumber) })}
          {code && <b>{code.code}</b>}
          {code?.replaced && t('phone.replaced')}
        </p>
      </div>
      <CardSlip {...{ business, cardNumber, code }} />
    </>
  )
}

/** What is handed over where there is no phone at hand. */
function CardSlip({ business, cardNumber, code }: FreshCardProps) {
  const { t } = useTranslation('pos')
  return (
    <Slip
      heading={t('fresh.yours', { business })}
      qr={code && { text: code.link, label: t('phone.qr') }}
    >
      {code && <p>{code.code}</p>}
      {code && <p>{t('fresh.read')}</p>}
      <p>{t('fresh.atCounter')}</p>
      <p className={slip.strong}>{groupedCardNumber(cardNumber)}</p>
    </Slip>
  )
}

type FreshCardKeysProps = { onGo: () => void; onDone: () => void }

export function FreshCardKeys({ onGo, onDone }: FreshCardKeysProps) {
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
      <div className={till.group}>
        <button type="button" className={till.key} onClick={onGo}>
          {t('fresh.go')}
        </button>
        <button type="button" className={till.key} onClick={onDone}>
          {t('done')}
        </button>
      </div>
    </>
  )
}
