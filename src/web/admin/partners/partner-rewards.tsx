import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Warning } from '../../design/warning.tsx'
import { isLow, type Partner, type PartnerReward } from './partner.ts'
import { useTermsWords } from './use-partner-words.ts'

/** What is theirs now or will be, what was agreed, and how much of it is left. */
export function PartnerRewards({ partner: { rewards } }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  const termsWords = useTermsWords()
  return (
    <Section heading={t('page.rewards')} aside={<Link to="/rewards">{t('page.toRewards')}</Link>}>
      {rewards.length === 0 ? (
        <StateEmpty>{t('page.noRewards')}</StateEmpty>
      ) : (
        <DataTable
          label={t('page.rewards')}
          rows={rewards}
          rowKey={({ key, validFrom }) => `${key} ${validFrom}`}
          name={{
            head: t('page.reward'),
            cell: ({ key, name }) => (
              <Link to="/rewards/$rewardKey" params={{ rewardKey: key }}>
                {name}
              </Link>
            ),
          }}
          columns={[
            {
              ...{ key: 'terms', head: t('page.terms'), phone: 'detail' },
              cell: ({ terms, state, validFrom }) => {
                const date = format.date(validFrom)
                const from = t(state === 'planned' ? 'page.planned' : 'page.since', { date })
                return `${termsWords(terms)}, ${from}`
              },
            },
            {
              ...{ key: 'left', head: t('page.left'), kind: 'number', phone: 'main' },
              cell: (reward) => <Left reward={reward} />,
            },
          ]}
        />
      )}
    </Section>
  )
}

function Left({ reward }: { reward: PartnerReward }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  const { remaining, status } = reward
  if (status === 'ended') return t('page.ended')
  if (remaining === null) return t('page.anyNumber')
  if (!isLow(reward)) return format.number(remaining)
  return <Warning>{remaining === 0 ? t('page.out') : t('page.few', { count: remaining })}</Warning>
}
