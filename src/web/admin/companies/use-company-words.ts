import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import type { CompanyPageReply, CompanyRow, Contract } from './company.ts'

/** Why something about companies was refused, in one sentence. */
export function useRefusalWords(): (problem: Problem | null) => string | null {
  const { t } = useTranslation(['companies', 'errors'])
  return (problem) =>
    problem &&
    // Which codes the server may send is open; those without words fall back to their kind.
    t(`companies:refusal.${problem.code as 'owner_not_found'}`, {
      defaultValue: t(`errors:title.${problem.kind}`),
    })
}

export function useOwnerWords(): (owner: CompanyRow['owner']) => string {
  const { t } = useTranslation('companies')
  return (owner) => {
    if (owner === null) return t('column.nobody')
    return owner.ended ? t('column.left', { name: owner.name }) : owner.name
  }
}

/** How a company buys, in a sentence. */
export function useLeadWords(): (figures: CompanyPageReply['figures']) => string {
  const { t } = useTranslation('companies')
  const format = useFormat()
  return ({ state, lastPurchaseOn, gapDays, awayDays }) => {
    const date = lastPurchaseOn === null ? '' : format.date(lastPurchaseOn)
    const count = Math.max(1, Math.round(gapDays?.median ?? 1))
    return t(`page.lead.${state as 'in_rhythm'}`, {
      ...{ date, count, away: format.number(awayDays ?? 0) },
    })
  }
}

export function useContractWords() {
  const { t } = useTranslation('companies')
  const format = useFormat()
  const day = (date: string | null) => (date === null ? '' : format.date(date))
  return {
    status: ({ status, startsOn, dueOn }: Contract) =>
      t(`contract.statuses.${status}`, { starts: day(startsOn), due: day(dueOn) }),
    value: ({ value }: Contract) =>
      value === null ? '' : t(`contract.valuePer.${value.per}`, { amount: format.money(value) }),
  }
}
