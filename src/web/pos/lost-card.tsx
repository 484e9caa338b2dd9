import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type StopReason, stopReasons } from '#contract/language/counter-limits.ts'
import { groupedCardNumber, scannedCardNumber } from '#kernel/card-number.ts'
import { Problem } from '../client/index.ts'
import classes from './counter.module.css'
import type { CardInUse, Stop } from './desk.ts'
import lost from './lost-card.module.css'

type LostCardProps = {
  ask: () => Promise<readonly CardInUse[]>
  busy: boolean
  onStop: (stop: Stop) => void
  onBack: () => void
}

/** A lost card is blocked in every store at once, and another takes its place. */
export function LostCard({ ask, busy, onStop, onBack }: LostCardProps) {
  const { t } = useTranslation('pos')
  const cards = useCards(ask)
  const [chosen, choose] = useState('')
  const [reason, say] = useState<StopReason>('lost')
  const [printed, write] = useState('')
  if (cards === 'asked') return null
  const cardNumber = chosen || cards[0]?.cardNumber
  const instead = printed.trim()
    ? { kind: 'printed' as const, cardNumber: scannedCardNumber(printed.trim()) }
    : { kind: 'made' as const }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (cardNumber) onStop({ cardNumber, reason, instead })
  }
  const back = (
    <button type="button" className={classes.key} onClick={onBack}>
      {t('back')}
    </button>
  )
  if (!cardNumber) {
    return (
      <>
        <p>{t('lostCard.none')}</p>
        {back}
      </>
    )
  }
  return (
    <form className={lost.panel} onSubmit={submit}>
      {cards.length > 1 && (
        <Choice
          title={t('lostCard.which')}
          options={cards.map(({ cardNumber: value, label }) => ({
            value,
            word: [groupedCardNumber(value), label].filter(Boolean).join(' '),
          }))}
          value={cardNumber}
          onChoose={choose}
        />
      )}
      <Choice
        title={t('lostCard.why')}
        options={stopReasons.map((value) => ({ value, word: t(`lostCard.reason.${value}`) }))}
        value={reason}
        onChoose={say}
      />
      <label>
        <span className={classes.label}>{t('lostCard.number')}</span>
        <input
          value={printed}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => write(event.currentTarget.value)}
        />
      </label>
      <div className={classes.group}>
        <button type="submit" disabled={busy} className={`${classes.key} ${classes.main}`}>
          {t(instead.kind === 'made' ? 'lostCard.replace' : 'lostCard.replaceBy')}
        </button>
        <button
          type="button"
          disabled={busy}
          className={classes.key}
          onClick={() => onStop({ cardNumber, reason, instead: { kind: 'none' } })}
        >
          {t('lostCard.block')}
        </button>
        {back}
      </div>
    </form>
  )
}

/** None where nobody can be asked: then there is nothing to block either. */
function useCards(ask: () => Promise<readonly CardInUse[]>): readonly CardInUse[] | 'asked' {
  const [cards, set] = useState<readonly CardInUse[] | 'asked'>('asked')
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when it is opened
  useEffect(() => {
    ask().then(set, (error: unknown) => {
      if (!(error instanceof Problem)) throw error
      set([])
    })
  }, [])
  return cards
}

type ChoiceProps<Value extends string> = {
  title: string
  options: readonly { value: Value; word: string }[]
  value: Value
  onChoose: (value: Value) => void
}

function Choice<Value extends string>({ title, options, value, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset className={lost.choice}>
      <legend className={classes.label}>{title}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={title}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          {option.word}
        </label>
      ))}
    </fieldset>
  )
}
