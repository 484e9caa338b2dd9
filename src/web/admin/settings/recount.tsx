import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BusinessChange, readRecount } from '#contract/endpoints/business.ts'
import { countCustomers } from '#contract/endpoints/customers.ts'
import { useCall } from '../../client/index.ts'
import { Progress } from '../../design/progress.tsx'
import { useFormat } from '../../design/provider.tsx'

/** The days of every customer follow from it. */
export const countsDaysAnew = ({ timeZone }: BusinessChange) => timeZone !== undefined

/** The profit with every customer follows from these. */
export const countsProfitAnew = ({ defaultMargin, defaultTaxRate }: BusinessChange) =>
  defaultMargin !== undefined || defaultTaxRate !== undefined

type RecountProps = { change: BusinessChange; isRunning: boolean }

/** What counting anew means before it begins, and how long it has been going on. */
export function Recount({ change, isRunning }: RecountProps) {
  const { t } = useTranslation('settings')
  const announced = useAnnouncement()
  const atOnce = countsDaysAnew(change)
  return isRunning && atOnce ? (
    <Running />
  ) : (
    <>
      <p>{announced}</p>
      <p>{t(atOnce ? 'counting.recountHint' : 'counting.recountLaterHint')}</p>
    </>
  )
}

/** How far the counting in the background is, while there is any. */
export function RecountProgress() {
  const { t } = useTranslation('settings')
  const { data } = useCall(
    readRecount,
    {},
    { refetchEveryMillis: (reply) => reply?.recount != null && 1_000 },
  )
  if (!data?.recount) return null
  const { customers: total, done } = data.recount
  return (
    <Progress
      label={t('counting.recountLabel')}
      count={t('counting.recountDone', { done, total })}
      done={done}
      total={total}
    />
  )
}

function Running() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const seconds = useSeconds()
  return (
    <>
      <p role="status">{t('counting.recounting', { duration: format.duration(seconds) })}</p>
      <p>{t('counting.recountingLeave')}</p>
    </>
  )
}

/** How many customers are counted anew. */
export function useAnnouncement(): string {
  const { t } = useTranslation('settings')
  const { data } = useCall(countCustomers, { query: {} })
  if (data === undefined) return t('counting.recountUnknown')
  return data.estimated
    ? t('counting.recountAbout', { count: data.count })
    : t('counting.recount', { count: data.count })
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const began = Date.now()
    const timer = setInterval(() => setSeconds(Math.round((Date.now() - began) / 1000)), 1000)
    return () => clearInterval(timer)
  }, [])
  return seconds
}
