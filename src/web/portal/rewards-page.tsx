import { useTranslation } from 'react-i18next'
import { useCall } from '../client/index.ts'
import { Gifts } from './gifts.tsx'
import { useGuest } from './guest.ts'
import { Loaded } from './loaded.tsx'
import { OpenCodes } from './open-codes.tsx'
import parts from './parts.module.css'
import { RedeemButton } from './redeem-button.tsx'
import classes from './rewards-page.module.css'
import { listPortalRewards, type Reward } from './routes.ts'
import { useNames } from './use-names.ts'
import { Vouchers } from './vouchers.tsx'

/** What can be had, what is still missing, and what one already holds. */
export function RewardsPage() {
  const { t } = useTranslation('portal')
  const { said } = useGuest()
  const rewards = useCall(listPortalRewards, said)
  return (
    <div className={parts.page}>
      <h1>{t('tabs.rewards')}</h1>
      <OpenCodes />
      <Loaded reply={rewards}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={parts.lead}>{t('rewards.none')}</p>
          ) : (
            <>
              {endOf(items) && <p className={parts.notice}>{endOf(items)}</p>}
              <ul className={classes.list}>
                {items.toSorted(nearestFirst).map((reward) => (
                  <RewardRow key={reward.key} reward={reward} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      <Gifts />
      <Vouchers />
    </div>
  )
}

const isEnd = ({ code }: Reward['reasons'][number]) => code === 'program_ended'

/** What is true of all of them is said once. */
const endOf = (rewards: readonly Reward[]) =>
  rewards.flatMap(({ reasons }) => reasons.filter(isEnd)).at(0)?.message

const nearestFirst = (a: Reward, b: Reward) =>
  Number(b.ready) - Number(a.ready) || a.missing - b.missing || a.price - b.price

function RewardRow({ reward }: { reward: Reward }) {
  const { t } = useTranslation('portal')
  const { begun, unit } = useNames()
  const { name, price, currencyName, ready, missing, reasons, available } = reward
  const other = reasons.find(({ code }) => code !== 'points_insufficient')
  return (
    <li>
      <div>
        <p className={classes.name}>{begun(name)}</p>
        <p className={parts.small}>
          {t('rewards.price', { count: price, name: unit(currencyName, price) })}
        </p>
        {!ready && !reasons.some(isEnd) && (
          <p className={parts.small}>
            {other
              ? other.message
              : t('rewards.missing', { count: missing, name: unit(currencyName, missing) })}
          </p>
        )}
        {!ready && other === undefined && <Distance price={price} available={available} />}
      </div>
      {ready && <RedeemButton reward={reward} />}
    </li>
  )
}

/** The sentence above it says the same: the bar is for the eye alone. */
const Distance = ({ price, available }: { price: number; available: number }) => (
  <div className={classes.bar} aria-hidden="true">
    <div style={{ width: `${Math.min(1, Math.max(0, available) / price) * 100}%` }} />
  </div>
)
