import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../client/index.ts'
import { CardPage } from './card-page.tsx'
import { Frame } from './frame.tsx'
import { GoodbyePage } from './goodbye-page.tsx'
import { useGuest } from './guest.ts'
import { keep, recall } from './kept.ts'
import { LegalPage } from './legal-page.tsx'
import { Loaded } from './loaded.tsx'
import { MePages } from './me/me-pages.tsx'
import { Notice } from './notice.tsx'
import { RewardsPage } from './rewards-page.tsx'
import { readPortalCard } from './routes.ts'
import { LinkPage } from './sign-in/link-page.tsx'
import { SignInPage } from './sign-in/sign-in-page.tsx'
import { useHoldsOffline, useOnline } from './use-online.ts'
import { usePath } from './use-path.ts'

/** Which page an address means, for those who are known and those who are not. */
export function Pages({ hasEntered }: { hasEntered: boolean }) {
  const { portal, said } = useGuest()
  const path = usePath()
  const card = useCall(readPortalCard, said, {
    enabled: hasEntered,
    remembered: hasEntered ? recall('card') : undefined,
  })
  useEffect(() => {
    if (hasEntered && card.data) keep('card', card.data)
  }, [hasEntered, card.data])
  const isKnown = hasEntered && card.error?.kind !== 'unauthenticated'

  const page = () => {
    if (path.startsWith('/legal/')) return <LegalPage kind={path.slice('/legal/'.length)} />
    if (path === '/sign-in' && window.location.hash.length > 1) return <LinkPage />
    // A card once shown here holds on, whatever became of the session.
    if (path === '/' && hasEntered && (isKnown || card.data)) {
      return <Loaded reply={card}>{(known) => <CardPage card={known} isKnown={isKnown} />}</Loaded>
    }
    if (path === '/goodbye' && !hasEntered) return <GoodbyePage />
    if (!portal.open) return <Closed />
    if (!isKnown) return <SignInPage isAgain={hasEntered} />
    if (path === '/rewards') return <RewardsPage />
    if (path === '/me' || path.startsWith('/me/')) return <MePages path={path} />
    return <Loaded reply={card}>{(known) => <CardPage card={known} isKnown />}</Loaded>
  }
  return (
    <Frame
      business={portal.business}
      hasTabs={hasEntered && (portal.open || card.data !== undefined)}
      remark={<Remark hasCard={hasEntered && card.data !== undefined && path === '/'} />}
    >
      {page()}
    </Frame>
  )
}

function Remark({ hasCard }: { hasCard: boolean }) {
  const { t } = useTranslation('portal')
  const isOnline = useOnline()
  const holdsOffline = useHoldsOffline()
  if (hasCard && holdsOffline) return t('holdsOffline')
  return isOnline ? null : t('offline')
}

function Closed() {
  const { t } = useTranslation('portal')
  return (
    <Notice sentence={t('closed')}>
      <p>{t('closedHow')}</p>
    </Notice>
  )
}
