import { listRewards } from '#contract/endpoints/rewards.ts'
import { useCall } from '../../client/index.ts'
import { useMay } from '../session.ts'

/** By key, for those who may read them. */
export function useRewardNames(): ReadonlyMap<string, string> {
  const mayRead = useMay()('rewards:read')
  const { data } = useCall(listRewards, { query: {} }, { enabled: mayRead })
  return new Map(data?.items.map(({ key, content }) => [key, content.name]))
}
