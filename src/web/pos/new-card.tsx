import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './counter.module.css'

type NewCardProps = {
  cardNumber: string
  busy: boolean
  onEnroll: (cardNumber: string, name: string) => void
}

/** A card nobody has is given out: with a name, if the guest likes, and nothing else. */
export function NewCard({ cardNumber, busy, onEnroll }: NewCardProps) {
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
      <p className={classes.tier}>{t('newCardOf', { number: cardNumber })}</p>
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
    </form>
  )
}
