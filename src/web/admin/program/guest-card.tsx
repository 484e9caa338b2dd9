import { useTranslation } from 'react-i18next'
import { readBalance, readStatement } from '#contract/endpoints/points.ts'
import { faceOf } from '#contract/language/card-face.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Stamps } from '../../design/stamps.tsx'
import { useMay } from '../session.ts'
import { type Draft, mainReward } from './draft.ts'
import type { Guest } from './guest.ts'
import classes from './guest-phone.module.css'
import type { CardContent, Currency } from './program.ts'
import { usePointWords } from './use-point-words.ts'

type GuestCardProps = { guest: Guest | null | undefined; draft: Draft; currency: Currency }

/** What is there, what is next, and the last that was collected. */
export function GuestCard({ guest, draft, currency }: GuestCardProps) {
  const { t } = useTranslation('program')
  const pointWords = usePointWords(currency)
  const balance = useCall(
    readBalance,
    { params: { customerId: guest?.id ?? '' } },
    { enabled: Boolean(guest), keepPrevious: true },
  ).data
  const points = balance?.points.find((one) => one.currency === currency.currency)?.available ?? 0
  const main = mainReward(draft)
  if (!main) return <p className={classes.next}>{pointWords(points)}</p>
  const { price, name } = main.content
  const others = draft.rewards.filter(({ key }) => key !== main.key)
  const missing = Math.max(0, price - points)
  return (
    <>
      <p className={classes.next}>
        <Missing missing={missing} points={points} draft={draft} currency={currency} />
      </p>
      <p className={classes.towards}>{t(missing > 0 ? 'phone.towards' : 'phone.now', { name })}</p>
      {draft.card ? (
        <CardInHand card={draft.card.content} points={points} />
      ) : (
        <div className={classes.bar} aria-hidden="true">
          <div style={{ width: `${Math.min(100, (points / price) * 100)}%` }} />
        </div>
      )}
      <ul className={classes.lines}>
        {others.slice(0, 2).map(({ key, content }) => (
          <li key={key}>
            <span>{content.name}</span>
            <span className={classes.price}>{pointWords(content.price)}</span>
          </li>
        ))}
        {guest && <LastCollected guest={guest} currency={currency} />}
      </ul>
    </>
  )
}

/** The card as it would be, filled by the stamps there are. */
function CardInHand({ card, points }: { card: CardContent; points: number }) {
  const { t } = useTranslation('program')
  const { full, filled } = faceOf(card, points)
  const shown = full > 0 && filled === 0 ? card.places : filled
  const besides = shown === card.places ? full - 1 : full
  return (
    <>
      <Stamps
        places={card.places}
        filled={shown}
        label={t('phone.stamps', { filled: shown, count: card.places })}
      />
      {besides > 0 && <p className={classes.cardWords}>{t('phone.full', { count: besides })}</p>}
      {card.words && <p className={classes.cardWords}>{card.words}</p>}
    </>
  )
}

type MissingProps = { missing: number; points: number; draft: Draft; currency: Currency }

/** In visits where each visit brings the same, else in points. */
function Missing({ missing, points, draft, currency }: MissingProps) {
  const { t } = useTranslation('program')
  const pointWords = usePointWords(currency)
  const [only, ...more] = draft.rules
  const way = more.length === 0 ? only?.content.way : undefined
  const perVisit = way?.kind === 'per_visit' && only?.content.when === undefined ? way.points : null
  if (missing === 0) return pointWords(points)
  return perVisit === null
    ? t('phone.missing', { points: pointWords(missing) })
    : t('phone.visits', { count: Math.ceil(missing / perVisit) })
}

function LastCollected({ guest, currency }: { guest: Guest; currency: Currency }) {
  const format = useFormat()
  const mayRead = useMay()('points:read')
  const lines = useCall(
    readStatement,
    { params: { customerId: guest.id }, query: { currency: currency.currency, limit: 10 } },
    { enabled: mayRead },
  ).data?.items
  const shown = (lines ?? []).filter(({ points }) => points !== 0).slice(0, 2)
  return shown.map((line) => (
    <li key={line.position}>
      <span className={classes.when}>
        {[format.dayShort(line.effectiveAt), line.store?.name].filter(Boolean).join(', ')}
      </span>
      <span>{line.points > 0 ? `+${format.number(line.points)}` : format.number(line.points)}</span>
    </li>
  ))
}
