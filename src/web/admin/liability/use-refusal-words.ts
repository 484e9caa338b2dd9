import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'

/** Why something about open points was refused, in one sentence. */
export function useRefusalWords(): (problem: Problem) => string {
  const { t } = useTranslation(['liability', 'errors'])
  return ({ code, kind }) =>
    // Which codes the server may send is open; those without words fall back to their kind.
    t(`liability:refusal.${code as 'month_over'}`, { defaultValue: t(`errors:title.${kind}`) })
}
