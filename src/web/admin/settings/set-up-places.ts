import type { WireReply } from '#contract/endpoint.ts'
import type { readSetUp } from '#contract/endpoints/analytics.ts'
import type { SectionName } from './sections.ts'

export type SetUpStep = WireReply<typeof readSetUp>['steps'][number]

type Part = Exclude<
  SetUpStep['key'],
  'purchases_in' | 'program_begun' | 'customers_known' | 'source_connected'
>

/** Where a step of the set-up is done; a source can be connected in several ways. */
export function placeOf(key: SetUpStep['key']) {
  switch (key) {
    case 'purchases_in':
    case 'customers_known':
      return { to: '/imports' } as const
    case 'program_begun':
      return { to: '/start' } as const
    case 'source_connected':
      return { to: '/settings', hash: 'sources' } as const
    default:
      return { to: '/settings/$section', params: { section: sectionOf(key) } } as const
  }
}

function sectionOf(key: Part): SectionName {
  switch (key) {
    case 'business_named':
      return 'business'
    case 'stores_named':
      return 'stores'
    case 'logo_set':
      return 'look'
    case 'imprint_told':
    case 'privacy_told':
    case 'terms_told':
      return 'portal'
    case 'mails_sent':
      return 'mails'
    case 'margin_set':
      return 'counting'
    case 'staff_invited':
      return 'staff'
  }
}
