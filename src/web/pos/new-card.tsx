import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupedCardNumber } from '#kernel/card-number.ts'
import classes from './counter.module.css'

type NewCardProps = {
  cardNumber: string
  busy: boolean
  onEnroll: (cardNumber: string, name: string) => void
  /** Without a network somebody may have it all the same: a visit counts for whoever that is. */
  onBook?: () => void
}

/** A card nobody has is given out: with a name, if the guest likes, and nothing else. */
export function NewCard({ cardNumber, busy, onEnroll, onBook }: NewCardProps) {
  const { t } = useTranslation('pos')
  const [name, write] = useState('')
  return (
    <form
      className={classes.enroll}
      onSubmit={(event) => {
        event.preventDefault()
        onEnroll(cardNumber, name.trim())
      }}
    >
      <h1>{t('newCard')}</h1>
      <p className={classes.tier}>
        {t(onBook ? 'strangeCardOf' : 'newCardOf', { number: groupedCardNumber(cardNumber) })}
      </p>
      <label>
        <span className={classes.label}>{t('newName')}</span>
        <input
          value={name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => write(event.currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={busy} className={`${classes.key} ${classes.main}`}>
        {t('giveCard')}
      </button>
      {onBook && (
        <button type="button" disabled={busy} className={classes.key} onClick={onBook}>
          {t('book')}
        </button>
      )}
    </form>
  )
}
