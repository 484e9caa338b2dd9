import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'

/** Why something about points, rewards, gifts or referrals was refused, in one sentence. */
export function useRefusalWords(): (problem: Problem) => string {
  const { t } = useTranslation(['rewards', 'reward-reasons', 'errors'])
  return ({ code, kind }) =>
    // Which codes the server may send is open; those without words fall back to their kind.
    t(`rewards:refusal.${code as 'reward_not_found'}`, {
      defaultValue: t(`reward-reasons:${code as 'reward_ended'}`, {
        defaultValue: t(`errors:title.${kind}`),
      }),
    })
}
