import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Problem } from '../client/index.ts'
import { StateFailed } from '../design/state-failed.tsx'

type PageFailedProps = { error: unknown; onRetry?: () => void }

/** A page, or part of one, whose reply did not come: in words, whatever the cause. */
export function PageFailed({ error, onRetry }: PageFailedProps) {
  const { t } = useTranslation('errors')
  const router = useRouter()
  const kind = error instanceof Problem ? error.kind : 'unexpected'
  const code = error instanceof Problem ? [error.code, error.requestId].filter(Boolean) : []
  return (
    <StateFailed
      what={t(`title.${kind}`)}
      advice={t(`advice.${kind}`)}
      onRetry={onRetry ?? (() => router.invalidate())}
      {...(code.length > 0 && { code: code.join(' ') })}
    />
  )
}
