import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCustomerGifts } from '#contract/endpoints/gifts.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import { GiftRows } from './gift-rows.tsx'
import classes from './holdings.module.css'
import type { Balance, Gifts, Obtainable } from './points.ts'
import { RedeemReward } from './redeem-reward.tsx'

type RedeemableSectionProps = {
  balance: Balance
  rewards: readonly Obtainable[]
  name: string
}

const laterShown = 3

/** What can be had now, each with the way to have it, and what comes next. */
export function RedeemableSection({ balance, rewards, name }: RedeemableSectionProps) {
  const { t } = useTranslation('points')
  const { customerId } = balance
  const gifts = useCall(readCustomerGifts, { params: { customerId } })
  return (
    <Loaded reply={gifts} shape="rows">
      {(has) =>
        rewards.length === 0 && has.ladders.length === 0 ? null : (
          <Section heading={t('redeemable.heading')}>
            {isNothingNow(rewards, has) && (
              <p className={`${classes.text} ${words.muted}`}>{t('redeemable.none')}</p>
            )}
            <ul className={classes.rows}>
              <RewardRows rewards={rewards} balance={balance} />
              <GiftRows gifts={has} customerId={customerId} name={name} />
            </ul>
          </Section>
        )
      }
    </Loaded>
  )
}

const isNothingNow = (rewards: readonly Obtainable[], { ladders }: Gifts) =>
  !rewards.some(({ redeemable }) => redeemable) && ladders.every(({ due }) => due.length === 0)

function RewardRows({ rewards, balance }: Omit<RedeemableSectionProps, 'name'>) {
  const { t } = useTranslation('points')
  const [chosen, setChosen] = useState<Obtainable | null>(null)
  const mayRedeem = useMay()('rewards:redeem')
  const now = rewards.filter(({ redeemable }) => redeemable)
  const later = rewards
    .filter(({ redeemable }) => !redeemable)
    .toSorted((a, b) => a.missing - b.missing)
  return (
    <>
      {now.map((reward) => (
        <li key={reward.key}>
          <span>
            {reward.name} <Price reward={reward} balance={balance} />
          </span>
          {mayRedeem && (
            <Button
              kind="word"
              aria-label={t('redeemable.redeemNamed', { name: reward.name })}
              onClick={() => setChosen(reward)}
            >
              {t('redeemable.redeem')}
            </Button>
          )}
        </li>
      ))}
      {later.slice(0, laterShown).map((reward) => (
        <LaterRow key={reward.key} reward={reward} />
      ))}
      {later.length > laterShown && (
        <li className={words.muted}>
          {t('redeemable.later', { count: later.length - laterShown })}
        </li>
      )}
      {chosen && <RedeemReward reward={chosen} balance={balance} onClose={() => setChosen(null)} />}
    </>
  )
}

function Price({ reward: { price, currency }, balance }: { reward: Obtainable; balance: Balance }) {
  const { t } = useTranslation('points')
  const name = balance.points.find((one) => one.currency === currency)?.name ?? currency
  return <span className={words.muted}>{t('amount', { points: price, name })}</span>
}

/** What is missing, where only points are; else the sentence that says why not. */
function LaterRow({ reward: { name, reasons, missing } }: { reward: Obtainable }) {
  const { t } = useTranslation('points')
  const other = reasons.find(({ code }) => code !== 'points_insufficient')
  return (
    <li className={words.muted}>
      <span>{name}</span>
      {!other && <span>{t('redeemable.missing', { points: missing })}</span>}
      {other && <small>{other.message}</small>}
    </li>
  )
}
