import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { BrandMark } from '../../design/brand-mark.tsx'
import { QrCode } from '../../design/qr-code.tsx'
import { Stamps } from '../../design/stamps.tsx'
import { useFormat } from '../../design/use-format.ts'
import { ReceiptQr } from '../receipt-qr.tsx'
import type { Session } from '../session.ts'
import { useGainedWords } from '../use-gained-words.ts'
import classes from './display.module.css'
import { hearShown } from './show-guests.ts'
import type { Shown } from './shown.ts'

/** Nobody's name stays there when the counter has gone quiet. */
const forgetAfterMillis = 60_000

/** A second window, turned to the guest: it follows the counter on the same device. */
export default function Display({ business }: Pick<Session, 'business'>) {
  const { t } = useTranslation('pos')
  const shown = useShown()
  useEffect(() => {
    document.title = `${t('display.title')} · ${business.name}`
  }, [t, business.name])
  return (
    <main className={classes.display} data-shown={shown.kind} aria-live="polite">
      {shown.kind === 'idle' && <Idle business={business} />}
      {shown.kind === 'guest' && <ForGuest {...shown} />}
      {shown.kind === 'code' && <ForNobody {...shown} />}
      {shown.kind === 'card' && <NewCard {...shown} />}
    </main>
  )
}

function useShown(): Shown {
  const [shown, show] = useState<Shown>({ kind: 'idle' })
  useEffect(() => hearShown(show), [])
  useEffect(() => {
    if (shown.kind === 'idle') return
    const timer = setTimeout(() => show({ kind: 'idle' }), forgetAfterMillis)
    return () => clearTimeout(timer)
  }, [shown])
  return shown
}

function Idle({ business }: Pick<Session, 'business'>) {
  return (
    <div className={classes.idle}>
      <h1>
        <BrandMark name={business.name} logoUrl={business.logo} />
      </h1>
    </div>
  )
}

type ForGuestProps = Extract<Shown, { kind: 'guest' }>

function ForGuest({ firstName, cards, points, said }: ForGuestProps) {
  const { t } = useTranslation('pos')
  const format = useFormat()
  const gainedWords = useGainedWords()
  const nextOrThanks = (at: string | null) =>
    at === null ? t('display.thanks') : t('display.nextStamp', { time: format.time(at) })
  return (
    <>
      <h1>
        {firstName === null ? t('display.welcome') : t('display.welcomeName', { name: firstName })}
      </h1>
      {said && (
        <p className={classes.said}>
          {said.kind === 'booked'
            ? said.gained.map(gainedWords).join(', ') || nextOrThanks(said.nextStampAt)
            : t('display.enjoy', { name: said.name })}
        </p>
      )}
      {cards.map(({ name, places, filled, reward }) => (
        <div key={name} className={classes.card}>
          <Stamps places={places} filled={filled} label={t('card', { filled, places, name })} />
          <p>
            {reward === null ? t('card', { filled, places, name }) : t('display.full', { reward })}
          </p>
        </div>
      ))}
      {points.map(({ name, balance }) => (
        <p key={name} className={classes.card}>
          {t('balance', { points: format.number(balance), name })}
        </p>
      ))}
    </>
  )
}

function NewCard({ cardNumber, code, link }: Extract<Shown, { kind: 'card' }>) {
  const { t } = useTranslation('pos')
  return (
    <>
      <h1>{t('display.newCard')}</h1>
      <QrCode text={link} label={t('phone.qr')} className={classes.qr} />
      <p className={classes.code}>{code}</p>
      <p className={classes.what}>
        {t('fresh.read')}
        <br />
        {t('fresh.number', { number: groupedCardNumber(cardNumber) })}
      </p>
    </>
  )
}

function ForNobody({ code, amount }: Extract<Shown, { kind: 'code' }>) {
  const { t } = useTranslation('pos')
  const format = useFormat()
  return (
    <>
      <h1>{t('code.forGuest')}</h1>
      <ReceiptQr code={code} />
      <p className={classes.code}>{code}</p>
      {amount !== null && <p>{format.money(amount)}</p>}
    </>
  )
}
