import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'

/** Why something about a till was refused, in one sentence. */
export function useRefusalWords(): (problem: Problem) => string {
  const { t } = useTranslation(['tills', 'errors'])
  return ({ code, kind }) =>
    // Which codes the server may send is open; those without words fall back to their kind.
    t(`tills:refusal.${code as 'till_exists'}`, { defaultValue: t(`errors:title.${kind}`) })
}
