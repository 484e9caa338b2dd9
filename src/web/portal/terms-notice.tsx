import { useTranslation } from 'react-i18next'
import { useCall } from '../client/index.ts'
import { Link } from './link.tsx'
import parts from './parts.module.css'
import { readPortalSession } from './routes.ts'

/** There are terms this guest has not accepted yet; the card holds all the same. */
export function TermsNotice() {
  const { t } = useTranslation('portal')
  const session = useCall(readPortalSession, {})
  if (!session.data?.termsToAccept) return null
  return (
    <p className={parts.notice}>
      {t(session.data.termsAccepted ? 'terms.new' : 'terms.first')}{' '}
      <Link href="/legal/terms">{t('terms.read')}</Link>
    </p>
  )
}
