import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Sentence } from '../../design/sentence.tsx'
import { CardsSection } from '../cards/cards-section.tsx'
import { ConnectionsSection } from '../connections/connections-section.tsx'
import { ConsentsSection } from '../consents/consents-section.tsx'
import { CounterBookingsSection } from '../counter-bookings/counter-bookings-section.tsx'
import { DevicesSection } from '../devices/devices-section.tsx'
import { Forbidden } from '../forbidden.tsx'
import { Page } from '../page.tsx'
import { MailsSection } from '../portal/mails-section.tsx'
import { PortalSection } from '../portal/portal-section.tsx'
import { PrivacySection } from '../privacy/privacy-section.tsx'
import { ProcessingSection } from '../privacy/processing-section.tsx'
import { StorageSection } from '../privacy/storage-section.tsx'
import { useMay } from '../session.ts'
import { SystemSection } from '../system/system-section.tsx'
import { TillTeamSection } from '../till-team/till-team-section.tsx'
import { TillsSection } from '../tills/tills-section.tsx'
import { WalletsSection } from '../wallets/wallets-section.tsx'
import { WebhooksSection } from '../webhooks/webhooks-section.tsx'
import { AccountSection } from './account-section.tsx'
import { AttributesSection } from './attributes-section.tsx'
import { AuditSection } from './audit/audit-section.tsx'
import { BusinessSection } from './business-section.tsx'
import { CountingSection } from './counting-section.tsx'
import { EventsSection } from './events-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { LookSection } from './look-section.tsx'
import { isSection, type SectionName, sections } from './sections.ts'
import { StaffSection } from './staff-section.tsx'
import { StoresSection } from './stores-section.tsx'
import { TagsSection } from './tags-section.tsx'

/** One part of the settings; whom it does not belong to is told so. */
export function SectionPage() {
  const { t } = useTranslation('settings')
  const may = useMay()
  const { section = '' } = useParams({ strict: false })
  if (!isSection(section)) return <Unknown />
  if (!may(sections[section])) return <Forbidden />
  const name = t(`sections.${section}.name`)
  return (
    <Page title={name} crumbs={[<BackLink key="back" />, name]}>
      {parts[section]}
    </Page>
  )
}

const parts: Record<SectionName, ReactNode> = {
  business: <BusinessSection />,
  look: <LookSection />,
  counting: <CountingSection />,
  stores: <StoresSection />,
  cards: <CardsSection />,
  portal: <PortalSection />,
  wallets: <WalletsSection />,
  mails: <MailsSection />,
  staff: <StaffSection />,
  cashiers: <TillTeamSection />,
  bookings: <CounterBookingsSection />,
  devices: <DevicesSection />,
  keys: <KeysSection />,
  audit: <AuditSection />,
  account: <AccountSection />,
  system: <SystemSection />,
  events: <EventsSection />,
  attributes: <AttributesSection />,
  consents: <ConsentsSection />,
  connections: <ConnectionsSection />,
  tills: <TillsSection />,
  webhooks: <WebhooksSection />,
  tags: <TagsSection />,
  privacy: <PrivacySection />,
  storage: <StorageSection />,
  processing: <ProcessingSection />,
}

function Unknown() {
  const { t } = useTranslation('settings')
  return (
    <Page title={t('title')} crumbs={[<BackLink key="back" />]}>
      <Sentence
        reason={t('unknown.reason')}
        links={<Link to="/settings">{t('forbidden.back')}</Link>}
      >
        {t('unknown.title')}
      </Sentence>
    </Page>
  )
}

function BackLink() {
  const { t } = useTranslation('settings')
  return <Link to="/settings">{t('title')}</Link>
}
