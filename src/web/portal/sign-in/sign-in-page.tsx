import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberInCardLink } from '#kernel/card-number.ts'
import { Button } from '../../design/button.tsx'
import { useGuest } from '../guest.ts'
import parts from '../parts.module.css'
import { ByAddress } from './by-address.tsx'
import { ByCard } from './by-card.tsx'
import { NoCard } from './no-card.tsx'

/** Of the printed card whose code was followed here; behind the hash, which no server sees. */
const numberHere = () => numberInCardLink(window.location.href)

/** By an address and the code sent to it, or by the card and the code from the till. */
export function SignInPage({ isAgain }: { isAgain: boolean }) {
  const { t } = useTranslation('portal')
  const { portal } = useGuest()
  const byAddress = portal.mails ? 'signIn.byAddressHow' : 'signIn.byShopHow'
  const [way, choose] = useState<'address' | 'card'>(numberHere() ? 'card' : 'address')
  return (
    <div className={parts.page}>
      <h1>{t(isAgain ? 'signIn.again' : 'signIn.title')}</h1>
      <p className={parts.lead}>
        {t(way === 'card' ? 'signIn.byCardHow' : byAddress)}{' '}
        {way === 'address' && portal.selfEnrollment && t('signIn.new')}
      </p>
      {way === 'address' ? <ByAddress /> : <ByCard printed={numberHere() ?? ''} />}
      <div className={parts.actions}>
        <Button kind="plain" onClick={() => choose(way === 'card' ? 'address' : 'card')}>
          {t(way === 'card' ? 'signIn.toAddress' : 'signIn.toCard')}
        </Button>
      </div>
      {(way === 'card' || !portal.selfEnrollment) && <NoCard />}
    </div>
  )
}
