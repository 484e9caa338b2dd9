import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'

/** Why something about a connection was refused, in one sentence. */
export function useRefusalWords(): (problem: Problem) => string {
  const { t } = useTranslation(['connections', 'errors'])
  return ({ code, kind }) =>
    // Which codes the server may send is open; those without words fall back to their kind.
    t(`connections:refusal.${code as 'connection_ended'}`, {
      defaultValue: t(`errors:title.${kind}`),
    })
}
