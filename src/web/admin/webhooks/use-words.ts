import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { groups, groupsOf } from './groups.ts'
import type { Delivery, Webhook } from './webhook.ts'

/** Why something about a webhook was refused, in one sentence. */
export function useRefusalWords(): (problem: Problem) => string {
  const { t } = useTranslation(['webhooks', 'errors'])
  return ({ code, kind }) =>
    // Which codes the server may send is open; those without words fall back to their kind.
    t(`webhooks:refusal.${code as 'webhooks_too_many'}`, {
      defaultValue: t(`errors:title.${kind}`),
    })
}

/** What the receiver said at the last attempt, in one sentence; nothing before the first. */
export function useAnswerWords(): (delivery: Delivery) => string | null {
  const { t } = useTranslation('webhooks')
  return ({ answer, state }) => {
    if (answer === null || state === 'delivered') return null
    const { code, status, text } = answer
    if (code !== 'answered') {
      // The same holds for the codes of failures.
      return t(`answers.${code as 'timed_out'}`, { defaultValue: t('answers.connection_failed') })
    }
    const said = text === '' ? '' : t('answers.said', { text })
    return `${t(statusKey(status ?? 0), { status })} ${said}`.trim()
  }
}

function statusKey(status: number) {
  if (status === 410) return 'answers.gone'
  if (status >= 300 && status < 400) return 'answers.elsewhere'
  if (status === 401 || status === 403) return 'answers.refused'
  if (status === 404) return 'answers.notFound'
  return status >= 500 ? 'answers.failed' : 'answers.other'
}

/** `Käufe, Punkte`, or that it is everything. */
export function useTypeWords(): (webhook: Webhook) => string {
  const { t } = useTranslation('webhooks')
  return ({ types }) => {
    const chosen = groupsOf(types)
    if (types === null || chosen.length === groups.length) return t('page.everything')
    return chosen.map((group) => t(`groups.${group}`)).join(', ')
  }
}
