import { useTranslation } from 'react-i18next'
import { dayNumber } from '#kernel/calendar.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { unitInLanguage } from '#locales/proposed-names.ts'
import { Stamps } from '../design/stamps.tsx'
import { useFormat } from '../design/use-format.ts'
import classes from './counter.module.css'
import type { Guest } from './desk.ts'
import { useNow } from './use-now.ts'

/** What is said aloud, and how full the card is. */
export function Greeting({ guest }: { guest: Guest }) {
  const { t } = useTranslation('pos')
  const { name, usual, cards, points, privileges } = guest
  const greeting = t(useTimeOfDay())
  const stage = useStage(guest.ending)
  return (
    <>
      <h1>
        {name === null ? (
          t('welcomeAlone', { greeting })
        ) : (
          <>
            {t('welcome', { greeting })}
            <br />
            {name}
          </>
        )}
      </h1>
      <Status guest={guest} />
      {guest.ending && stage && <Ending ending={guest.ending} stage={stage} />}
      {usual !== null && (
        <p className={classes.usual}>
          {t('usual')}
          <br />
          {t('usualAsk', { name: usual })}
        </p>
      )}
      {privileges.length > 0 && (
        <ul className={classes.privileges}>
          {privileges.map((privilege) => (
            <li key={privilege}>{privilege}</li>
          ))}
        </ul>
      )}
      {stage !== 'over' && (
        <div className={classes.standing}>
          {cards.length > 0
            ? cards.map((card) => <Card key={card.name} card={card} />)
            : points.map((one) => <Balance key={one.currency} {...one} />)}
        </div>
      )}
    </>
  )
}

type Ending = NonNullable<Guest['ending']>
type Stage = 'collecting' | 'redeeming' | 'over'

function useStage(ending: Ending | undefined): Stage | null {
  const { timeZone } = useFormat()
  const today = zoneNamed(timeZone).dayOf(useNow())
  if (!ending) return null
  if (today > dayNumber(ending.redeemUntil)) return 'over'
  return today > dayNumber(ending.collectUntil) ? 'redeeming' : 'collecting'
}

/** Said in time, so that nobody finds the door closed. */
function Ending({ ending, stage }: { ending: Ending; stage: Stage }) {
  const { t } = useTranslation('pos')
  const format = useFormat()
  const days = {
    collect: format.dayAndMonthLong(ending.collectUntil),
    redeem: format.dayAndMonthLong(ending.redeemUntil),
  }
  return <p className={classes.usual}>{t(`ending.${stage}`, days)}</p>
}

function useTimeOfDay(): 'morning' | 'day' | 'evening' {
  const hour = useNow().getHours()
  if (hour < 11) return 'morning'
  return hour < 18 ? 'day' : 'evening'
}

function Status({ guest: { tier, birthday } }: { guest: Guest }) {
  const { t } = useTranslation('pos')
  if (tier === null && birthday === null) return null
  const words = birthday && t(birthday === 'today' ? 'birthdayToday' : 'birthdayTomorrow')
  return (
    <p className={classes.tier}>
      {tier !== null && <b>{tier}</b>}
      {tier !== null && words !== null && ', '}
      {words}
    </p>
  )
}

function Card({ card }: { card: Guest['cards'][number] }) {
  const { t } = useTranslation('pos')
  const { name, places, fullCards, reward } = card
  // A full card is shown full: it is what the guest holds in the hand.
  const filled = card.filled === 0 && fullCards > 0 ? places : card.filled
  const words = t('card', { filled, places, name })
  return (
    <div className={classes.card}>
      <Stamps places={places} filled={filled} label={words} />
      <p>
        {words}
        {fullCards > 0 && `, ${t('cardFull', { count: fullCards, reward })}`}
      </p>
    </div>
  )
}

function Balance({ name, balance }: Guest['points'][number]) {
  const { t } = useTranslation('pos')
  const format = useFormat()
  return (
    <p className={classes.balance}>
      {t('balance', {
        points: format.number(balance),
        name: unitInLanguage(name, balance, format.language),
      })}
    </p>
  )
}
