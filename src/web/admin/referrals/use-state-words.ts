import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { listReferrals } from '#contract/endpoints/referrals.ts'
import { useFormat } from '../../design/provider.tsx'

type Referral = WireReply<typeof listReferrals>['items'][number]

/** Where a recruitment stands, and why it is not paid. */
export function useStateWords() {
  const { t } = useTranslation('referrals')
  const format = useFormat()
  const reason = (code: string): string =>
    // Which reasons the server may give is open.
    t(`reason.${code as 'other'}`, { defaultValue: t('reason.other') })
  return ({ state, waitsFor, waitsUntil, decidedAt, reasons }: Referral): string => {
    if (state === 'refused')
      return t('list.refusedFor', { reasons: format.list(reasons.map(reason)) })
    if (state === 'paid') {
      return decidedAt === null
        ? t('list.paid')
        : t('list.paidOn', { date: format.date(decidedAt) })
    }
    // Just recorded, it is due to be looked at: until then nobody knows until when it waits.
    if (waitsFor === null || waitsUntil === null || Date.parse(waitsUntil) <= Date.now()) {
      return t(waitsFor === 'purchase' ? 'list.purchaseSomeday' : 'list.waits')
    }
    const date = format.date(waitsUntil)
    return t(waitsFor === 'purchase' ? 'list.purchase' : 'list.returnTime', { date })
  }
}
