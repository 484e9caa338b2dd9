import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Warning } from '../../design/warning.tsx'
import words from '../../design/words.module.css'
import { useMay } from '../session.ts'
import type { Card } from './card.ts'
import classes from './cards.module.css'
import { LostCard } from './lost-card.tsx'
import { NameCard } from './name-card.tsx'
import { SplitCard } from './split-card.tsx'
import { UnblockCard } from './unblock-card.tsx'

type CardLineProps = { customerId: string; card: Card; isOneOfSeveral: boolean }

/** One card: its number, whose it is, how it stands, and what can be done with it. */
export function CardLine({ customerId, card, isOneOfSeveral }: CardLineProps) {
  const [shown, show] = useState<'lost' | 'name' | 'split' | 'unblock' | null>(null)
  const dialog = { customerId, card, onClose: () => show(null) }
  const number = groupedCardNumber(card.cardNumber)
  return (
    <li>
      <span>
        <span className={card.stoppedAt ? classes.stopped : classes.number}>{number}</span>
        {card.label && ` ${card.label}`}
      </span>
      <StateOf card={card} />
      <Acts card={card} isOneOfSeveral={isOneOfSeveral} onAct={show} />
      {shown === 'lost' && <LostCard {...dialog} />}
      {shown === 'name' && <NameCard {...dialog} />}
      {shown === 'split' && <SplitCard {...dialog} />}
      {shown === 'unblock' && <UnblockCard {...dialog} />}
    </li>
  )
}

function StateOf({ card }: { card: Card }) {
  const { t } = useTranslation('cards')
  const format = useFormat()
  const { state, stoppedAt, replacedBy, issuedAt, issuedIn } = card
  if (stoppedAt !== null) {
    const date = format.date(stoppedAt)
    const number = replacedBy === null ? '' : groupedCardNumber(replacedBy)
    return <Warning>{t(`state.${state as 'blocked'}`, { date, number })}</Warning>
  }
  if (issuedAt === null) return null
  const date = format.date(issuedAt)
  return (
    <span className={words.muted}>
      {issuedIn ? t('issuedIn', { date, store: issuedIn.name }) : t('issued', { date })}
    </span>
  )
}

type ActsProps = Pick<CardLineProps, 'card' | 'isOneOfSeveral'> & {
  onAct: (act: 'lost' | 'name' | 'split' | 'unblock') => void
}

function Acts({ card, isOneOfSeveral, onAct }: ActsProps) {
  const { t } = useTranslation('cards')
  const may = useMay()
  const acts = card.stoppedAt
    ? ([may('cards:unblock') && 'unblock'] as const)
    : ([
        may('customers:write') && 'lost',
        may('customers:write') && 'name',
        isOneOfSeveral && may('customers:merge') && 'split',
      ] as const)
  const number = groupedCardNumber(card.cardNumber)
  return (
    <span className={classes.acts}>
      {acts.map(
        (act) =>
          act && (
            <Button
              key={act}
              kind="word"
              aria-label={t(`acts.${act}Of`, { number })}
              onClick={() => onAct(act)}
            >
              {t(`acts.${act}`)}
            </Button>
          ),
      )}
    </span>
  )
}
