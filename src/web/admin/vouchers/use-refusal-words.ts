import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'

/** Why something about a voucher was refused, in one sentence. */
export function useRefusalWords(): (problem: Problem) => string {
  const { t } = useTranslation(['vouchers', 'errors'])
  return ({ code, kind }) =>
    // Which codes the server may send is open; those without words fall back to their kind.
    t(`vouchers:refusal.${code as 'voucher_not_found'}`, {
      defaultValue: t(`errors:title.${kind}`),
    })
}
