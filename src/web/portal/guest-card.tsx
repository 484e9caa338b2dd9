import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { QrCode } from '../design/qr-code.tsx'
import classes from './guest-card.module.css'
import { ShownLarge } from './shown-large.tsx'
import { useNames } from './use-names.ts'

type GuestCardProps = {
  /** What the scanner at the till reads. */
  code: string
  /** As it is kept; shown in groups, as people read it. */
  number: string
  name: string | null
  tier: string | null
}

/** The card as one carries it: who, which number, and the code for the till. */
export function GuestCard({ code, number, name, tier }: GuestCardProps) {
  const { t } = useTranslation('portal')
  const { said } = useNames()
  const [isLarge, showLarge] = useState(false)
  return (
    <section className={classes.card} aria-label={t('card.label')}>
      <div className={classes.who}>
        <p className={classes.tier}>{tier === null ? t('card.regular') : said(tier)}</p>
        <p className={classes.name}>{name ?? t('card.noName')}</p>
        <p className={classes.number}>{groupedCardNumber(number)}</p>
        <button type="button" className={classes.word} onClick={() => showLarge(true)}>
          {t('card.large')}
        </button>
      </div>
      <QrCode text={code} label={t('card.qr')} className={classes.code} />
      {isLarge && (
        <ShownLarge code={code} number={number} name={name} onClose={() => showLarge(false)} />
      )}
    </section>
  )
}
