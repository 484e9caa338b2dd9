import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Frame, FrameGap, frameLinkClass } from '../design/frame.tsx'
import { signOut, useSession } from './session.ts'

/** The frame with the office's own way around. */
export function Framed() {
  const { name, business } = useSession()
  const place = useLocation({ select: (location) => location.pathname })
  return (
    <Frame
      business={{ name: business.name, logoUrl: business.logo }}
      person={{ name }}
      place={place}
      navigation={<Navigation />}
      onSignOut={signOut}
    >
      <Outlet />
    </Frame>
  )
}

function Navigation() {
  const { t } = useTranslation('frame')
  const shared = { className: frameLinkClass }
  return (
    <>
      <Link to="/" activeOptions={{ exact: true }} {...shared}>
        {t('navigation.overview')}
      </Link>
      <Link to="/customers" {...shared}>
        {t('navigation.customers')}
      </Link>
      <Link to="/analytics" {...shared}>
        {t('navigation.analytics')}
      </Link>
      <FrameGap />
      <Link to="/imports" {...shared}>
        {t('navigation.imports')}
      </Link>
      <Link to="/settings" {...shared}>
        {t('navigation.settings')}
      </Link>
    </>
  )
}
