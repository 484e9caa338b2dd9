import { useTranslation } from 'react-i18next'
import { useFormat } from '../design/use-format.ts'
import type { Unearned } from './use-counter.ts'

/** Why nothing was earned: what to tell whoever asks. */
export function useUnearnedWords(): (unearned: Unearned, earns: 'stamps' | 'points') => string {
  const { t } = useTranslation('pos')
  const format = useFormat()
  return (unearned, earns) => {
    switch (unearned.kind) {
      case 'visit_counted':
        return t(earns === 'stamps' ? 'unearned.stamped' : 'unearned.collected', {
          time: format.time(unearned.nextAt),
        })
      case 'cap_reached':
        return t(`unearned.cap.${unearned.per}`)
      case 'amount_needed':
        return t('unearned.amountNeeded')
      case 'too_little':
        return t('unearned.tooLittle', { amount: format.money(unearned.amountMin) })
      case 'pending':
        return t('unearned.pending', { date: format.date(unearned.availableAt) })
      case 'owed':
        return t('unearned.owed')
      case 'excluded':
        return t('unearned.excluded')
      case 'no_rule':
        return t('unearned.noRule')
    }
  }
}
