import { useTranslation } from 'react-i18next'
import { type KeyValue, KeyValues } from '../../design/key-values.tsx'
import { lastInstantBefore } from '../../design/last-instant-before.ts'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import classes from './holdings.module.css'
import type { Holding } from './points.ts'

/** What somebody has of one currency, and what time will do to it. */
export function BalanceSection({ holding }: { holding: Holding }) {
  const format = useFormat()
  const { name, balance } = holding
  return (
    <Section heading={name}>
      <p className={classes.figure}>
        {format.number(balance)} <span>{name}</span>
      </p>
      <BalanceLines holding={holding} />
    </Section>
  )
}

/** What stands beside the number: only what there is. */
export function BalanceLines({ holding }: { holding: Holding }) {
  const { t } = useTranslation('points')
  const lines = useLines(holding)
  const format = useFormat()
  const { expiresNext, availableNext } = holding
  return (
    <>
      {lines.length > 0 && <KeyValues lines={lines} />}
      {availableNext && (
        <p className={`${words.sm} ${words.muted}`}>
          {t('balance.available', {
            count: availableNext.points,
            date: format.date(availableNext.at),
          })}
        </p>
      )}
      {expiresNext && (
        <p className={`${words.sm} ${words.muted}`}>
          {t('balance.expires', {
            count: expiresNext.points,
            date: format.date(lastInstantBefore(expiresNext.at)),
          })}
        </p>
      )}
    </>
  )
}

function useLines({ worth, pending, held, owed, overdrawn, redeemed }: Holding): KeyValue[] {
  const { t } = useTranslation('points')
  const format = useFormat()
  const counts = { pending, held, owed, overdrawn, redeemed }
  const keys = ['pending', 'held', 'owed', 'overdrawn', 'redeemed'] as const
  return [
    ...(worth.amount > 0
      ? [{ key: 'worth', word: t('balance.worth'), value: format.money(worth) }]
      : []),
    ...keys
      .filter((key) => counts[key] !== 0)
      .map((key) => ({
        key,
        word: t(`balance.${key}`),
        value: format.number(Math.abs(counts[key])),
      })),
  ]
}
