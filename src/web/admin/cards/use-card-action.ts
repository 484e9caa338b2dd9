import { useTranslation } from 'react-i18next'
import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import { listCardNumbers } from '#contract/endpoints/card-numbers.ts'
import { readCustomerPage } from '#contract/endpoints/customer-page.ts'
import { readBalance } from '#contract/endpoints/points.ts'
import { type Problem, useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'

/** A change of a customer's cards: afterwards it is said, and the page is told anew. */
export function useCardAction<E extends Endpoint>(
  endpoint: E,
  { said, onClose }: { said: (reply: WireReply<E>) => string; onClose: () => void },
) {
  const action = useAction(endpoint, {
    changes: [listCardNumbers, readCustomerPage, readBalance],
    onDone: (reply) => {
      toast(said(reply))
      onClose()
    },
  })
  const words = useCardRefusal()
  return { action, refusal: action.error && words(action.error) }
}

/** What a refusal says of a card. */
export function useCardRefusal(): (problem: Problem) => string {
  const { t } = useTranslation(['cards', 'errors'])
  return ({ code, kind }) =>
    // Which codes the server may send is open; those without words fall back to their kind.
    t(`cards:refusal.${code as 'card_blocked'}`, { defaultValue: t(`errors:title.${kind}`) })
}
