import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { BrandMark } from '../../design/brand-mark.tsx'
import { Button } from '../../design/button.tsx'
import { QrCode } from '../../design/qr-code.tsx'
import { useCustomerTitle } from '../customers/use-customer-name.ts'
import { useSession } from '../session.ts'
import { ChooseGuest } from './choose-guest.tsx'
import type { Draft } from './draft.ts'
import type { Guest } from './guest.ts'
import { GuestCard } from './guest-card.tsx'
import classes from './guest-phone.module.css'
import type { Currency } from './program.ts'

type GuestPhoneProps = {
  /** null: there is nobody yet. */
  guest: Guest | null | undefined
  draft: Draft
  currency: Currency
  onGuest: (customerId: string) => void
}

/** What a real guest sees, with the words as they stand on the right. */
export function GuestPhone({ guest, draft, currency, onGuest }: GuestPhoneProps) {
  const { t } = useTranslation('program')
  const { business } = useSession()
  const title = useCustomerTitle()
  const [isChoosing, setChoosing] = useState(false)
  const card = guest?.identities.find(({ kind }) => kind === 'card_number')
  return (
    <section aria-label={t('phone.label')}>
      <div className={classes.phone}>
        <div className={classes.brand}>
          <BrandMark name={business.name} logoUrl={business.logo} />
        </div>
        {guest && (
          <div className={classes.who}>
            {card && <QrCode text={card.value} label={t('phone.code')} className={classes.code} />}
            <p className={classes.name}>
              <b>{title(guest)}</b>
              {card && <span className={classes.number}>{groupedCardNumber(card.value)}</span>}
            </p>
          </div>
        )}
        <GuestCard guest={guest} draft={draft} currency={currency} />
        <div className={classes.tabs} aria-hidden="true">
          <b>{t('phone.card')}</b>
          <span>{t('phone.rewards')}</span>
          <span>{t('phone.me')}</span>
        </div>
      </div>
      <p className={classes.below}>
        {guest ? t('phone.seen', { name: title(guest) }) : t('phone.nobody')}{' '}
        {guest && (
          <Button kind="word" onClick={() => setChoosing(true)}>
            {t('phone.other')}
          </Button>
        )}
      </p>
      {isChoosing && (
        <ChooseGuest
          onClose={() => setChoosing(false)}
          onChoose={(customerId) => {
            setChoosing(false)
            onGuest(customerId)
          }}
        />
      )}
    </section>
  )
}
