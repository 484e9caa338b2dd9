import { useTranslation } from 'react-i18next'
import { useAction, useCall } from '../client/index.ts'
import { Button } from '../design/button.tsx'
import { useFormat } from '../design/use-format.ts'
import { type LegalText, legalTexts } from './frame.tsx'
import { useGuest } from './guest.ts'
import { recall } from './kept.ts'
import { Loaded } from './loaded.tsx'
import { Notice } from './notice.tsx'
import parts from './parts.module.css'
import { Refusal } from './refusal.tsx'
import { acceptTerms, readPortalSession, readPortalText } from './routes.ts'

/** Imprint, privacy, terms or accessibility, as the business wrote them. */
export function LegalPage({ kind }: { kind: string }) {
  const { t } = useTranslation('portal')
  const known = legalTexts.find((one) => one === kind)
  if (known === undefined) return <Notice sentence={t('legal.nowhere')} />
  return <Told kind={known} />
}

function Told({ kind }: { kind: LegalText }) {
  const { t } = useTranslation('portal')
  const { said, portal } = useGuest()
  const format = useFormat()
  const isThere = portal.texts.includes(kind)
  const text = useCall(readPortalText, { params: { kind }, ...said }, { enabled: isThere })
  if (!isThere) {
    return (
      <Notice sentence={t(`legal.${kind}`)}>
        <p>
          {t('legal.missing')} {t('legal.missingHow')}
        </p>
      </Notice>
    )
  }
  return (
    <Loaded reply={text}>
      {({ text: words, version, validFrom }) => (
        <article className={parts.page}>
          <h1>{t(`legal.${kind}`)}</h1>
          {version !== null && validFrom !== null && (
            <p className={parts.small}>
              {t('terms.version', { version, date: format.date(validFrom) })}
            </p>
          )}
          {words.split(/\n\s*\n/).map((paragraph) => (
            <p key={paragraph} className={parts.paragraph}>
              {paragraph}
            </p>
          ))}
          {kind === 'terms' && recall('entered') && <Accept />}
        </article>
      )}
    </Loaded>
  )
}

function Accept() {
  const { t } = useTranslation('portal')
  const session = useCall(readPortalSession, {})
  const accept = useAction(acceptTerms, { changes: [readPortalSession] })
  const version = session.data?.termsToAccept ?? null
  if (accept.data) return <p className={parts.good}>{t('terms.accepted')}</p>
  if (version === null) return null
  return (
    <div className={parts.actions}>
      <Button
        kind="main"
        busy={accept.isPending}
        onClick={() => accept.mutate({ body: { version } })}
      >
        {t('terms.accept')}
      </Button>
      <Refusal problem={accept.error} />
    </div>
  )
}
