import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../design/use-format.ts'
import classes from './counter.module.css'

type AmountProps = { busy: boolean; onBook: (amount: number) => void; onBack: () => void }

const digitsMax = 7
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0', 'delete'] as const

/** Typed as on a till: the last two digits are cents. The keyboard works as well. */
export function Amount({ busy, onBook, onBack }: AmountProps) {
  const { t } = useTranslation('pos')
  const format = useFormat()
  const [digits, setDigits] = useState('')
  const amount = Number(digits || '0')
  const press = (key: string) =>
    setDigits((before) =>
      key === 'delete'
        ? before.slice(0, -1)
        : `${before}${key}`.replace(/^0+/, '').slice(0, digitsMax),
    )
  const book = () => {
    if (amount > 0 && !busy) onBook(amount)
  }
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) press(event.key)
      else if (event.key === 'Backspace') press('delete')
      else if (event.key === 'Escape') onBack()
      else if (event.key === 'Enter') book()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', typed)
    return () => window.removeEventListener('keydown', typed)
  })
  return (
    <>
      <output className={classes.amount} aria-label={t('enterAmount')}>
        {format.money(amount)}
      </output>
      <div className={classes.pad}>
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            className={classes.key}
            aria-label={key === 'delete' ? t('delete') : key}
            onClick={() => press(key)}
          >
            {key === 'delete' ? '⌫' : key}
          </button>
        ))}
      </div>
      <div className={classes.group}>
        <button
          type="button"
          disabled={busy || amount === 0}
          className={`${classes.key} ${classes.main}`}
          onClick={book}
        >
          {t('bookAmount', { amount: format.money(amount) })}
        </button>
        <button type="button" className={classes.key} onClick={onBack}>
          {t('back')}
        </button>
      </div>
    </>
  )
}
