import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import type { Settlement, Terms } from './partner.ts'

type Open = Settlement['accounts'][number]['open']

/** `Wir zahlen 2,50 € je Einlösung` */
export function useTermsWords(): (terms: Terms) => string {
  const { t } = useTranslation('partners')
  const format = useFormat()
  return (terms) =>
    terms.owes === 'nobody'
      ? t('terms.nobody')
      : t(`terms.${terms.owes}`, { amount: format.money(terms.amount) })
}

/** `Wir zahlen 12,50 €` */
export function useOpenWords(): (open: Open) => string {
  const { t } = useTranslation('partners')
  const format = useFormat()
  return (open) => {
    if (open.amount === 0) return t('settlement.owed.nothing')
    const amount = format.money({ ...open, amount: Math.abs(open.amount) })
    return t(open.amount > 0 ? 'settlement.owed.business' : 'settlement.owed.partner', { amount })
  }
}

/** Why something about partners was refused, in one sentence. */
export function useRefusalWords(): (problem: Problem) => string {
  const { t } = useTranslation(['partners', 'errors'])
  return ({ code, kind }) =>
    // Which codes the server may send is open; those without words fall back to their kind.
    t(`partners:refusal.${code as 'partner_not_found'}`, {
      defaultValue: t(`errors:title.${kind}`),
    })
}
