import type { WireReply } from '#contract/endpoint.ts'
import type { readSetUp } from '#contract/endpoints/analytics.ts'
import type { SectionName } from './sections.ts'

export type SetUpStep = WireReply<typeof readSetUp>['steps'][number]

/** Where a step of the set-up is done. */
export function placeOf(key: SetUpStep['key']) {
  const section = sectionOf(key)
  if (section === null) return { to: '/imports' } as const
  return { to: '/settings/$section', params: { section } } as const
}

function sectionOf(key: SetUpStep['key']): SectionName | null {
  switch (key) {
    case 'purchases_in':
    case 'customers_known':
      return null
    case 'business_named':
      return 'business'
    case 'stores_named':
      return 'stores'
    case 'logo_set':
      return 'look'
    case 'margin_set':
      return 'counting'
    case 'staff_invited':
      return 'staff'
    case 'source_connected':
      return 'keys'
  }
}
