import { Fragment } from 'react'
import { readBalance } from '#contract/endpoints/points.ts'
import { listCustomerRewards } from '#contract/endpoints/rewards.ts'
import { listCustomerCards } from '#contract/endpoints/stamp-cards.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import { BalanceLines, BalanceSection } from './balance-section.tsx'
import { CustomerVouchers } from './customer-vouchers.tsx'
import { HandActs } from './hand-acts.tsx'
import type { Balance, Card, Holding } from './points.ts'
import { RedeemableSection } from './redeemable-section.tsx'
import { StampCard } from './stamp-card.tsx'
import { TierSection } from './tier-section.tsx'

type HoldingsProps = { customerId: string; name: string }

/** What somebody has and can have now: the right column of their page. */
export function Holdings({ customerId, name }: HoldingsProps) {
  const may = useMay()
  const params = { customerId }
  const maySeeRewards = may('rewards:of_customer')
  const { language } = useFormat()
  const balance = useCall(readBalance, { params, query: { language } })
  const cards = useCall(listCustomerCards, { params, query: { language } })
  const rewards = useCall(
    listCustomerRewards,
    { params, query: { language } },
    { enabled: maySeeRewards },
  )
  return (
    <Loaded reply={balance} shape="rows">
      {(has) => (
        <>
          <Loaded reply={cards} shape="rows">
            {({ items }) => <Balances has={has} cards={items} />}
          </Loaded>
          {has.tier && <TierSection tier={has.tier} customerId={customerId} />}
          {maySeeRewards && (
            <Loaded reply={rewards} shape="rows">
              {({ items }) => <RedeemableSection balance={has} rewards={items} name={name} />}
            </Loaded>
          )}
          {may('vouchers:codes') && <CustomerVouchers customerId={customerId} />}
        </>
      )}
    </Loaded>
  )
}

type BalancesProps = { has: Balance; cards: readonly Card[] }

function Balances({ has, cards }: BalancesProps) {
  const shown = has.points.filter((one, index) => index === 0 || isTouched(one))
  return (
    <>
      {shown.map((holding) => {
        const [first, ...more] = cards.filter(({ currency }) => currency === holding.currency)
        if (!first) return <BalanceSection key={holding.currency} holding={holding} />
        return (
          <Fragment key={holding.currency}>
            <StampCard card={first}>
              <BalanceLines holding={holding} />
            </StampCard>
            {more.map((card) => (
              <StampCard key={card.key} card={card} />
            ))}
          </Fragment>
        )
      })}
      {has.points.length > 0 && <HandActs balance={has} />}
    </>
  )
}

/** There is or was something of it. */
const isTouched = ({ balance, pending, held, owed, redeemed, expired, donated }: Holding) =>
  [balance, pending, held, owed, redeemed, expired, donated].some((count) => count !== 0)
