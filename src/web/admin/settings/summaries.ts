import { useTranslation } from 'react-i18next'
import { listAttributes } from '#contract/endpoints/attributes.ts'
import { listStores, readBusiness } from '#contract/endpoints/business.ts'
import { listCashiers } from '#contract/endpoints/cashiers.ts'
import { listConnections } from '#contract/endpoints/connections.ts'
import { listConsentTexts } from '#contract/endpoints/consent-texts.ts'
import { listEventTypes } from '#contract/endpoints/event-types.ts'
import { listApiKeys } from '#contract/endpoints/keys.ts'
import { listMails, readPortalSettings } from '#contract/endpoints/portal-settings.ts'
import { listStaff } from '#contract/endpoints/staff.ts'
import { readSystem } from '#contract/endpoints/system.ts'
import { listTags } from '#contract/endpoints/tags.ts'
import { listTills } from '#contract/endpoints/tills.ts'
import { readWalletSettings } from '#contract/endpoints/wallet.ts'
import { listWebhooks } from '#contract/endpoints/webhooks.ts'
import { useCall } from '../../client/index.ts'
import { usePercent } from '../forms/number-fields.tsx'
import { useMay, useSession } from '../session.ts'
import { useCurrencyName } from './currency-names.ts'
import { useHueName } from './hues.ts'
import { type SectionName, sections } from './sections.ts'

/** What holds now, in a few words for each part; empty while it is not known. */
export function useSummaries(): Record<SectionName, string> {
  const { t } = useTranslation('settings')
  const { name, role } = useSession()
  return {
    ...useBusinessWords(),
    ...useCounts(),
    ...usePortalWords(),
    consents: useConsentsCount(),
    wallets: useWalletWords(),
    staff: useStaffWords(),
    cashiers: useTeamCount(),
    bookings: t('summary.bookings'),
    devices: t('summary.devices'),
    system: useSystemWords(),
    cards: t('summary.cards'),
    audit: t('summary.audit'),
    privacy: t('summary.privacy'),
    storage: t('summary.storage'),
    processing: t('summary.processing'),
    account: t('summary.account', { name, role: t(`roles.${role}.name`) }),
  }
}

function useBusinessWords(): Record<'business' | 'look' | 'counting', string> {
  const { t } = useTranslation(['settings', 'frame'])
  const percent = usePercent()
  const hueName = useHueName()
  const currencyName = useCurrencyName()
  const { data } = useCall(readBusiness, {}, useOpenTo('business'))
  if (data === undefined) return { business: '', look: '', counting: '' }
  const hue = hueName(data.accentHue)
  return {
    business: t('summary.business', {
      name: data.name || t('summary.nameless'),
      trade: t(`business.trades.${data.trade}`),
      form: data.addressForm,
      language: t(`frame:language.${data.language}`),
    }),
    look: data.logo === null ? t('summary.lookWithout', { hue }) : t('summary.lookWith', { hue }),
    counting: t('summary.counting', {
      zone: data.timeZone.replaceAll('_', ' '),
      currency: currencyName(data.currency),
      margin: percent(data.defaultMargin),
    }),
  }
}

type Counted =
  | 'stores'
  | 'keys'
  | 'tills'
  | 'connections'
  | 'webhooks'
  | 'events'
  | 'attributes'
  | 'tags'

function useCounts(): Record<Counted, string> {
  const { t } = useTranslation('settings')
  const stores = useCall(listStores, {}, useOpenTo('stores')).data?.items
  const keys = useCall(listApiKeys, {}, useOpenTo('keys')).data?.items
  const connections = useCall(listConnections, {}, useOpenTo('connections')).data?.items
  const webhooks = useCall(listWebhooks, {}, useOpenTo('webhooks')).data?.items
  const tills = useCall(listTills, {}, useOpenTo('tills')).data?.items
  const events = useCall(listEventTypes, {}, useOpenTo('events')).data?.items
  const attributes = useCall(listAttributes, {}, useOpenTo('attributes')).data?.items
  const tags = useCall(listTags, {}, useOpenTo('tags')).data?.items
  const words = (name: Counted, count?: number) => {
    if (count === undefined) return ''
    return count === 0 ? t(`summary.${name}None`) : t(`summary.${name}`, { count })
  }
  return {
    stores: words('stores', stores?.filter(({ archivedAt }) => archivedAt === null).length),
    keys: words('keys', keys?.filter(({ revokedAt }) => revokedAt === null).length),
    connections: words('connections', connections?.filter(({ state }) => state !== 'ended').length),
    webhooks: words('webhooks', webhooks?.length),
    tills: words('tills', tills?.filter(({ archivedAt }) => archivedAt === null).length),
    events: words('events', events?.length),
    attributes: words('attributes', attributes?.length),
    tags: words('tags', tags?.length),
  }
}

function usePortalWords(): Record<'portal' | 'mails', string> {
  const { t } = useTranslation('settings')
  const portal = useCall(readPortalSettings, {}, useOpenTo('portal')).data
  const mails = useCall(listMails, {}, useOpenTo('mails')).data?.items
  const waiting = mails?.filter(({ readable }) => readable).length
  return {
    portal: portal ? t(portal.open ? 'summary.portal' : 'summary.portalClosed') : '',
    mails: waiting ? t('summary.mails', { count: waiting }) : mails ? t('summary.mailsNone') : '',
  }
}

function useWalletWords(): string {
  const { t } = useTranslation(['settings', 'wallet-office'])
  const { data } = useCall(readWalletSettings, {}, useOpenTo('wallets'))
  if (data === undefined) return ''
  const kinds = (['apple', 'google'] as const).filter((kind) => data[kind] !== null)
  if (kinds.length === 0) return t('summary.walletsOff')
  if (kinds.some((kind) => data[kind]?.failingSince)) return t('summary.walletsLook')
  return kinds.map((kind) => t(`wallet-office:${kind}.heading`)).join(', ')
}

function useConsentsCount(): string {
  const { t } = useTranslation('settings')
  const purposes = useCall(listConsentTexts, {}, useOpenTo('consents')).data?.items
  const asked = purposes?.filter(({ archived }) => !archived).length
  if (asked === undefined) return ''
  return asked === 0 ? t('summary.consentsNone') : t('summary.consents', { count: asked })
}

function useTeamCount(): string {
  const { t } = useTranslation('settings')
  const team = useCall(listCashiers, {}, useOpenTo('cashiers')).data?.items
  const count = team?.filter(({ endedAt }) => endedAt === null).length
  if (count === undefined) return ''
  return count === 0 ? t('summary.cashiersNone') : t('summary.cashiers', { count })
}

function useSystemWords(): string {
  const { t } = useTranslation('settings')
  const warnings = useCall(readSystem, {}, useOpenTo('system')).data?.warnings
  if (warnings === undefined) return ''
  return t(warnings.length === 0 ? 'summary.system' : 'summary.systemLook')
}

function useStaffWords(): string {
  const { t } = useTranslation('settings')
  const { data } = useCall(listStaff, {}, useOpenTo('staff'))
  if (data === undefined) return ''
  const here = data.items.filter(({ status }) => status !== 'ended')
  const invited = here.filter(({ status }) => status === 'invited').length
  const staff = t('summary.staff', { count: here.length })
  return invited === 0 ? staff : t('summary.invited', { staff, count: invited })
}

/** Nothing is asked that this person may not see. */
const useOpenTo = (name: SectionName) => ({ enabled: useMay()(sections[name]) })
