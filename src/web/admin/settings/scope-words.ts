import { useTranslation } from 'react-i18next'
import type { Scope } from '#contract/permissions.ts'

// A colon within a key would part the area from the text.
const keys = {
  'events:write': 'eventsWrite',
  'customers:read': 'customersRead',
  'customers:write': 'customersWrite',
  'reports:read': 'reportsRead',
  'imports:write': 'importsWrite',
  'settings:read': 'settingsRead',
  'settings:write': 'settingsWrite',
  'vouchers:read': 'vouchersRead',
  'vouchers:write': 'vouchersWrite',
  'vouchers:redeem': 'vouchersRedeem',
  'program:read': 'programRead',
  'program:write': 'programWrite',
  'points:read': 'pointsRead',
  'points:write': 'pointsWrite',
  'points:redeem': 'pointsRedeem',
  'liability:read': 'liabilityRead',
  'audit:read': 'auditRead',
  'rewards:read': 'rewardsRead',
  'rewards:write': 'rewardsWrite',
  'rewards:redeem': 'rewardsRedeem',
} as const satisfies Record<Scope, string>

/** What a key with this scope may do. */
export function useScopeWords(): (scope: Scope) => string {
  const { t } = useTranslation('settings')
  return (scope) => t(`keys.scopes.${keys[scope]}`)
}
