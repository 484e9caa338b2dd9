import { useTranslation } from 'react-i18next'
import { lastInstantBefore } from '../design/last-instant-before.ts'
import { Stamps } from '../design/stamps.tsx'
import { useFormat } from '../design/use-format.ts'
import classes from './card-page.module.css'
import { EndingNotice } from './ending-notice.tsx'
import { GuestCard } from './guest-card.tsx'
import { LatestHistory } from './latest-history.tsx'
import { Link } from './link.tsx'
import { NoCardYet } from './no-card-yet.tsx'
import parts from './parts.module.css'
import { ReadyNow } from './ready-now.tsx'
import type { Card, StampCard } from './routes.ts'
import { TermsNotice } from './terms-notice.tsx'
import { useLanded } from './use-landed.ts'
import { useNames } from './use-names.ts'
import { usePulse } from './use-pulse.ts'

type CardPageProps = {
  card: Card
  /** False: the session has ended, and this is what the device remembers. */
  isKnown: boolean
}

/** The card, how far the next reward is, and what can be had now. */
export function CardPage({ card, isKnown }: CardPageProps) {
  const { t } = useTranslation('portal')
  const [first] = card.cards
  const [stamps] = card.stampCards
  usePulse(card, isKnown)
  const landed = useLanded(card)
  const main = card.points.find(({ currency }) => currency === stamps?.currency) ?? card.points[0]
  return (
    <>
      <h1 className={parts.unseen}>{t('title')}</h1>
      {first ? (
        <GuestCard code={first.qr} number={first.number} name={card.name} tier={card.tier} />
      ) : (
        <NoCardYet name={card.name} />
      )}
      {!isKnown && (
        <p className={classes.ended}>
          {t('card.ended')} <Link href="/sign-in">{t('signIn.action')}</Link>
        </p>
      )}
      {card.ending && <EndingNotice ending={card.ending} />}
      {card.ending?.stage !== 'over' && <Collected card={card} landed={landed} isKnown={isKnown} />}
      {isKnown && main && <LatestHistory currency={main.currency} name={main.name} />}
    </>
  )
}

type CollectedProps = { card: Card; landed: ReturnType<typeof useLanded>; isKnown: boolean }

/** What there is and what comes next: nothing of it is left once the program is over. */
function Collected({ card, landed, isKnown }: CollectedProps) {
  const { t } = useTranslation('portal')
  const { said, unit } = useNames()
  const [stamps, ...others] = card.stampCards
  return (
    <>
      {isKnown && <TermsNotice />}
      <p className={classes.landed} aria-live="polite">
        {landed
          .map(({ name, points }) => t('gained', { name: unit(name, points), count: points }))
          .join(', ')}
      </p>
      <Next card={card} />
      {stamps && <Filled card={stamps} isLanding={landed.length > 0} />}
      {others.map((other) => (
        <section key={other.key} className={classes.other}>
          <h2>{said(other.name)}</h2>
          <Filled card={other} isLanding={false} />
        </section>
      ))}
      <Balances card={card} />
      {isKnown && card.ready > 0 && <ReadyNow />}
    </>
  )
}

/** The distance to the nearest reward, as a sentence. */
function Next({ card: { next, ready, points, stampCards } }: { card: Card }) {
  const { t } = useTranslation('portal')
  const { said, unit } = useNames()
  if (next !== null && next.missing > 0) {
    return (
      <section className={classes.next}>
        <h2>
          {next.visits === null
            ? t('next.missing', {
                count: next.missing,
                name: unit(next.currencyName, next.missing),
              })
            : t('next.visits', { count: next.visits })}
        </h2>
        <p>{t('next.brings', { reward: said(next.name) })}</p>
      </section>
    )
  }
  const isEmpty = points.length === 0 && stampCards.length === 0
  return (
    <section className={classes.next}>
      <h2>{t(ready > 0 ? 'next.ready' : isEmpty ? 'next.soon' : 'next.none')}</h2>
    </section>
  )
}

function Filled({ card, isLanding }: { card: StampCard; isLanding: boolean }) {
  const { t } = useTranslation('portal')
  const { said } = useNames()
  const { name, places, full } = card
  // A full card is shown full: it is what one holds in the hand.
  const filled = card.filled === 0 && full > 0 ? places : card.filled
  return (
    <div className={classes.stamps}>
      <Stamps
        places={places}
        filled={filled}
        label={t('stamps.label', { filled, places, name: said(name) })}
        isLanding={isLanding}
      />
      {full > 0 && <p className={parts.small}>{t('stamps.full', { count: full })}</p>}
    </div>
  )
}

/** Points that no stamp card draws, and what runs out soon. */
function Balances({ card: { points, stampCards } }: { card: Card }) {
  const { t } = useTranslation('portal')
  const format = useFormat()
  const { unit } = useNames()
  const drawn = new Set(stampCards.map(({ currency }) => currency))
  return (
    <div className={classes.balances}>
      {points.map(({ currency, name, balance, pending, expiresNext }) => (
        <div key={currency}>
          {!drawn.has(currency) && (
            <p className={classes.balance}>
              {format.number(balance)} {unit(name, balance)}
            </p>
          )}
          {pending > 0 && (
            <p className={parts.small}>
              {t('points.pending', { count: pending, name: unit(name, pending) })}
            </p>
          )}
          {expiresNext && (
            <p className={parts.small}>
              {t('points.expire', {
                ...{
                  count: expiresNext.points,
                  name: unit(name, expiresNext.points),
                  date: format.date(lastInstantBefore(expiresNext.at)),
                },
              })}
            </p>
          )}
        </div>
      ))}
    </div>
  )
}
