import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCardNumbers } from '#contract/endpoints/card-numbers.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { useMay } from '../session.ts'
import { AddCard } from './add-card.tsx'
import { CardLine } from './card-line.tsx'
import classes from './cards.module.css'

/** The cards somebody shows: several of a family fill one balance. */
export function CardsOf({ customerId }: { customerId: string }) {
  const { t } = useTranslation('cards')
  const may = useMay()
  const { data } = useCall(listCardNumbers, { params: { customerId } })
  const [isAdding, setAdding] = useState(false)
  if (data === undefined) return null
  const inUse = data.items.filter(({ state }) => state === 'in_use').length
  return (
    <Section heading={t('heading')}>
      {data.items.length === 0 && <p className={`${words.sm} ${words.muted}`}>{t('none')}</p>}
      <ul className={classes.cards}>
        {data.items.map((card) => (
          <CardLine
            key={card.cardNumber}
            customerId={customerId}
            card={card}
            isOneOfSeveral={inUse > 1}
          />
        ))}
      </ul>
      {may('customers:write') && (
        <p className={classes.acts}>
          <Button kind="word" onClick={() => setAdding(true)}>
            {data.items.length === 0 ? t('add.first') : t('add.more')}
          </Button>
        </p>
      )}
      {isAdding && <AddCard customerId={customerId} onClose={() => setAdding(false)} />}
    </Section>
  )
}
