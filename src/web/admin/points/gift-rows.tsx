import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import words from '../../design/words.module.css'
import { useMay } from '../session.ts'
import { type DueGift, HandOver } from './hand-over.tsx'
import type { Gifts } from './points.ts'

type GiftRowsProps = { gifts: Gifts; customerId: string; name: string }

/** Gifts that are due, each to be handed over, and when the next one is. */
export function GiftRows({ gifts, customerId, name }: GiftRowsProps) {
  const { t } = useTranslation('points')
  const [chosen, setChosen] = useState<DueGift | null>(null)
  const due = gifts.ladders.flatMap((ladder) =>
    ladder.due.map((one) => ({ ...one, ladder: ladder.key })),
  )
  return (
    <>
      {due.map((gift) => (
        <DueRow
          key={`${gift.ladder} ${gift.round} ${gift.count}`}
          gift={gift}
          onHandOver={() => setChosen(gift)}
        />
      ))}
      {gifts.ladders.map(({ key, name: ladder, next }) => (
        <li key={key} className={words.muted}>
          <span>
            {gifts.ladders.length === 1
              ? t('redeemable.giftNext')
              : t('redeemable.giftNextOf', { name: ladder })}
          </span>
          <span>{t('redeemable.visitsLeft', { count: next.missing })}</span>
        </li>
      ))}
      {chosen && (
        <HandOver
          gift={chosen}
          customerId={customerId}
          name={name}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  )
}

function DueRow({ gift, onHandOver }: { gift: DueGift; onHandOver: () => void }) {
  const { t } = useTranslation('points')
  const mayHand = useMay()('rewards:redeem')
  const only = gift.articles.length === 1 ? gift.articles[0] : undefined
  const name = only ? t('redeemable.gift', { name: only.name }) : t('redeemable.giftAny')
  return (
    <li>
      <span>{name}</span>
      {mayHand && (
        <Button kind="word" aria-label={t('redeemable.handNamed', { name })} onClick={onHandOver}>
          {t('redeemable.hand')}
        </Button>
      )}
    </li>
  )
}
