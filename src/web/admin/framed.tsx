import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Problem } from '../client/index.ts'
import { Frame, FrameGap, frameLinkClass } from '../design/frame.tsx'
import { toast } from '../design/toast.tsx'
import { signOut, useMay, useSession } from './session.ts'
import { useCustomerSearch } from './use-customer-search.ts'

/** The frame with the office's own way around. */
export function Framed() {
  const { name, business } = useSession()
  const place = useLocation({ select: (location) => location.pathname })
  const leave = useSignOut()
  const search = useCustomerSearch()
  return (
    <Frame
      business={{ name: business.name, logoUrl: business.logo }}
      person={{ name }}
      place={place}
      navigation={<Navigation />}
      onSearch={search ?? undefined}
      onSignOut={leave}
    >
      <Outlet />
    </Frame>
  )
}

/** Whoever could not be signed out must know that they still are signed in. */
function useSignOut() {
  const { t } = useTranslation('errors')
  return () =>
    signOut().catch((problem: unknown) =>
      toast(t(`title.${problem instanceof Problem ? problem.kind : 'unexpected'}`)),
    )
}

/** Found within a page of the menu, but with addresses of their own. */
const within = [
  { page: 'customers', places: /\/duplicates/ },
  { page: 'program', places: /\/(start|prints)$/ },
  { page: 'gifts', places: /\/(gift-ladders|basket-gifts)\// },
  { page: 'settings', places: /\/(connections|webhooks)\// },
] as const
const pageAround = (pathname: string) => within.find(({ places }) => places.test(pathname))?.page

/** Only what this person may open. */
function Navigation() {
  const { t } = useTranslation('frame')
  const may = useMay()
  const { business } = useSession()
  const around = useLocation({ select: ({ pathname }) => pageAround(pathname) })
  const shared = { className: frameLinkClass }
  const sharedBy = (page: typeof around) =>
    page === around ? { ...shared, 'aria-current': 'page' as const } : shared
  return (
    <>
      {may('reports:read') && (
        <Link to="/" activeOptions={{ exact: true }} {...shared}>
          {t('navigation.overview')}
        </Link>
      )}
      {may('customers:read') && (
        <Link to="/customers" {...sharedBy('customers')}>
          {t('navigation.customers')}
        </Link>
      )}
      {may('companies:read') && business.companies && (
        <Link to="/companies" {...shared}>
          {t('navigation.companies')}
        </Link>
      )}
      {may('program:read') && (
        <Link to="/program" {...sharedBy('program')}>
          {t('navigation.program')}
        </Link>
      )}
      {may('vouchers:read') && (
        <Link to="/vouchers" {...shared}>
          {t('navigation.vouchers')}
        </Link>
      )}
      {may('rewards:read') && (
        <Link to="/rewards" {...shared}>
          {t('navigation.rewards')}
        </Link>
      )}
      {may('rewards:read') && (
        <Link to="/gifts" {...sharedBy('gifts')}>
          {t('navigation.gifts')}
        </Link>
      )}
      {may('partners:read') && (
        <Link to="/partners" {...shared}>
          {t('navigation.partners')}
        </Link>
      )}
      {may('rewards:read') && (
        <Link to="/referrals" {...shared}>
          {t('navigation.referrals')}
        </Link>
      )}
      {may('reports:read') && (
        <Link to="/analytics" {...shared}>
          {t('navigation.analytics')}
        </Link>
      )}
      {may('liability:read') && (
        <Link to="/liability" {...shared}>
          {t('navigation.liability')}
        </Link>
      )}
      <FrameGap />
      {may('pos:serve') && (
        <a href="/pos" {...shared}>
          {t('navigation.pos')}
        </a>
      )}
      {may('imports:manage') && (
        <Link to="/imports" {...shared}>
          {t('navigation.imports')}
        </Link>
      )}
      <Link to="/settings" {...sharedBy('settings')}>
        {t('navigation.settings')}
      </Link>
    </>
  )
}
