import { useTranslation } from 'react-i18next'
import { useCall } from '../client/index.ts'
import { useGuest } from './guest.ts'
import { Link } from './link.tsx'
import parts from './parts.module.css'
import classes from './ready-now.module.css'
import { RedeemButton } from './redeem-button.tsx'
import { listPortalRewards, type Reward, readPortalGifts } from './routes.ts'
import { useNames } from './use-names.ts'

/** What can be had at once, one tap away. */
export function ReadyNow() {
  const { t } = useTranslation('portal')
  const { said: inWords } = useGuest()
  const { begun, unit } = useNames()
  const rewards = useCall(listPortalRewards, inWords)
  const gifts = useCall(readPortalGifts, {})
  const ready = rewards.data?.items.filter((reward) => reward.ready) ?? []
  const due = gifts.data?.ladders.flatMap((ladder) => ladder.due) ?? []
  const [first] = ready.toSorted(forTheTillFirst)
  const more = ready.length + due.length - (first ? 1 : 0)
  if (first === undefined && due.length === 0) return null
  return (
    <section className={classes.ready}>
      {first && (
        <div className={classes.row}>
          <div>
            <p className={parts.small}>
              {t('ready.now', { count: first.price, name: unit(first.currencyName, first.price) })}
            </p>
            <p className={classes.name}>{begun(first.name)}</p>
          </div>
          <RedeemButton reward={first} isMain />
        </div>
      )}
      {more > 0 && (
        <Link href="/rewards" className={parts.wordLink}>
          {t(first ? 'ready.more' : 'ready.gift', { count: more })}
        </Link>
      )}
    </section>
  )
}

/** Whoever looks at the card mostly stands before the counter. */
const forTheTillFirst = (a: Reward, b: Reward) =>
  Number(b.way === 'till') - Number(a.way === 'till') || b.price - a.price
