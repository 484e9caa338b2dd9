import { Link, useLocation, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Problem } from '../client/index.ts'
import { StateFailed } from '../design/state-failed.tsx'

type PageFailedProps = { error: unknown; onRetry?: () => void; isPage?: boolean }

/** A page, or part of one, whose reply did not come: in words, whatever the cause. */
export function PageFailed({ error, onRetry, isPage = false }: PageFailedProps) {
  const { t } = useTranslation('errors')
  const router = useRouter()
  const kind = error instanceof Problem ? error.kind : 'unexpected'
  const code = error instanceof Problem ? [error.code, error.requestId].filter(Boolean) : []
  if (kind === 'unauthenticated') {
    return (
      <StateFailed what={t('title.unauthenticated')} advice={<SignInAgain />} isPage={isPage} />
    )
  }
  return (
    <StateFailed
      what={t(`title.${kind}`)}
      advice={t(`advice.${kind}`)}
      isPage={isPage}
      onRetry={onRetry ?? (() => router.invalidate())}
      {...(code.length > 0 && { code: code.join(' ') })}
    />
  )
}

/** The session ran out while the page was open: the way in, and back to this place. */
function SignInAgain() {
  const { t } = useTranslation('sign-in')
  const back = useLocation({ select: ({ href }) => href })
  return (
    <Link to="/sign-in" search={{ back }}>
      {t('title')}
    </Link>
  )
}
