import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { listAgreements } from '#contract/endpoints/partners.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Folds } from '../../design/folds.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Loaded } from '../loaded.tsx'
import type { Reward } from '../rewards/reward.ts'
import { AgreeDialog } from './agree-dialog.tsx'
import type { Agreement } from './partner.ts'
import classes from './partners.module.css'
import { useTermsWords } from './use-partner-words.ts'

type RewardPartnerProps = { reward: Reward; mayAgree: boolean }

/** Whose this reward is, what is agreed for it, and what will hold later. */
export function RewardPartner({ reward, mayAgree }: RewardPartnerProps) {
  const { t } = useTranslation('partners')
  const [isAgreeing, setAgreeing] = useState(false)
  const agreements = useCall(listAgreements, { params: { rewardKey: reward.key } })
  return (
    <Section heading={t('agreement.heading')}>
      <Loaded reply={agreements} shape="rows">
        {({ items }) => {
          const holds = items.find(({ state }) => state === 'in_force')
          return (
            <>
              <Holds agreement={holds} />
              <Planned items={items.filter(({ state }) => state === 'planned').toReversed()} />
              {mayAgree && (
                <p className={classes.act}>
                  <Button kind="word" onClick={() => setAgreeing(true)}>
                    {t(holds?.partner ? 'agreement.change' : 'agreement.choose')}
                  </Button>
                </p>
              )}
              <Past items={items.filter(({ state }) => state === 'past')} />
              {isAgreeing && (
                <AgreeDialog reward={reward} holds={holds} onClose={() => setAgreeing(false)} />
              )}
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}

function Holds({ agreement }: { agreement: Agreement | undefined }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  const termsWords = useTermsWords()
  const { partner, terms, validFrom } = agreement ?? {}
  if (!partner || !terms || !validFrom) return <p className={classes.text}>{t('agreement.none')}</p>
  return (
    <p className={classes.text}>
      <Trans
        t={t}
        i18nKey="agreement.ofLink"
        components={{
          partner: (
            <Link to="/partners/$partnerKey" params={{ partnerKey: partner.key }}>
              {partner.name}
            </Link>
          ),
        }}
      />{' '}
      {termsWords(terms)}. {t('agreement.since', { date: format.date(validFrom) })}
    </p>
  )
}

function useWhat() {
  const { t } = useTranslation('partners')
  const termsWords = useTermsWords()
  return ({ partner, terms }: Agreement) =>
    partner && terms
      ? t('agreement.ofPartner', { name: partner.name, terms: termsWords(terms) })
      : t('agreement.ownAgain')
}

function Planned({ items }: { items: readonly Agreement[] }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  const what = useWhat()
  return items.map((agreement) => (
    <p key={agreement.revision} className={classes.text}>
      {t('agreement.planned', {
        date: format.date(agreement.validFrom),
        what: what(agreement),
      })}
    </p>
  ))
}

function Past({ items }: { items: readonly Agreement[] }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  const what = useWhat()
  if (items.length === 0) return null
  const table = (
    <DataTable
      label={t('agreement.past')}
      rows={items}
      rowKey={({ revision }) => String(revision)}
      name={{ head: t('agreement.begin'), cell: ({ validFrom }) => format.date(validFrom) }}
      columns={[{ key: 'what', head: t('agreement.what'), phone: 'detail', cell: what }]}
      density="dense"
    />
  )
  const summary = t('agreement.pastCount', { count: items.length })
  return <Folds folds={[{ key: 'past', name: t('agreement.past'), summary, content: table }]} />
}
