import { useTranslation } from 'react-i18next'
import { useGuest } from '../guest.ts'
import parts from '../parts.module.css'

/** Where a card is had by whoever has none: said to everybody, so that it tells of nobody. */
export function NoCard() {
  const { t } = useTranslation('portal')
  return (
    <p className={parts.small}>
      {t('signIn.noCard')} {useCardPlace()}
    </p>
  )
}

/** The same beside the code that somebody waits for. */
export function NoneCame() {
  const { t } = useTranslation('portal')
  const place = useCardPlace()
  const { portal } = useGuest()
  return (
    <p className={parts.small}>
      {t('signIn.noneCame')} {t('signIn.noneCameHow')}
      {!portal.selfEnrollment && ` ${t('signIn.noCard')} ${place}`}
    </p>
  )
}

function useCardPlace(): string {
  const { t } = useTranslation('portal')
  const { business, selfEnrollment } = useGuest().portal
  if (selfEnrollment) return t('signIn.cardHere')
  const place = business.trade === 'mail_order' ? 'signIn.cardAtShop' : 'signIn.cardAtCounter'
  return t(place, { business: business.name })
}
