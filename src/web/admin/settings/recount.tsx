import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessChange } from '#contract/endpoints/business.ts'
import { countCustomers } from '#contract/endpoints/customers.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'

/** Days and profit of every customer follow from these. */
export const countsAnew = ({ timeZone, defaultMargin, defaultTaxRate }: BusinessChange) =>
  timeZone !== undefined || defaultMargin !== undefined || defaultTaxRate !== undefined

/** What counting anew means before it begins, and how long it has been going on. */
export function Recount({ isRunning }: { isRunning: boolean }) {
  const { t } = useTranslation('settings')
  const announced = useAnnouncement()
  return isRunning ? (
    <Running />
  ) : (
    <>
      <p>{announced}</p>
      <p>{t('counting.recountHint')}</p>
    </>
  )
}

export function Running() {
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
