import { useTranslation } from 'react-i18next'
import { readBalance } from '#contract/endpoints/points.ts'
import { useCall } from '../../client/index.ts'
import type { Fold } from '../../design/folds.tsx'
import { useFormat } from '../../design/provider.tsx'
import { useMay } from '../session.ts'
import { GivenSoFar } from './given-so-far.tsx'
import { Statement } from './statement.tsx'

/** Where each point comes from and what was given for them, for those who may read it. */
export function usePointsFolds(customerId: string): Fold[] {
  const { t } = useTranslation('points')
  const format = useFormat()
  const may = useMay()
  const { data: balance } = useCall(readBalance, { params: { customerId } })
  if (!balance || balance.points.length === 0) return []
  const amounts = balance.points.map((one) => t('amount', { points: one.balance, name: one.name }))
  const books: Fold = {
    key: 'points',
    name: t('fold.name'),
    summary: t('fold.summary', { balances: format.list(amounts) }),
    content: <Statement balance={balance} />,
  }
  const given: Fold = {
    key: 'given',
    name: t('history.name'),
    summary: t('history.summary'),
    content: <GivenSoFar customerId={customerId} />,
  }
  return [...(may('points:read') ? [books] : []), ...(may('rewards:of_customer') ? [given] : [])]
}
