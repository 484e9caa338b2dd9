import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { readRecount } from '#contract/endpoints/business.ts'
import { useCall } from '../client/index.ts'
import { Progress } from '../design/progress.tsx'

/** How far the customers are counted anew, while they are. */
export function RecountProgress({ onDone }: { onDone?: () => void }) {
  const { t } = useTranslation('frame')
  const { data } = useCall(
    readRecount,
    {},
    { refetchEveryMillis: (reply) => reply?.recount != null && 1_000 },
  )
  const isDone = data?.recount === null
  useEffect(() => {
    if (isDone) onDone?.()
  }, [isDone, onDone])
  if (!data?.recount) return null
  const { customers: total, done } = data.recount
  return (
    <Progress
      label={t('recount.label')}
      count={t('recount.done', { done, total })}
      done={done}
      total={total}
    />
  )
}
