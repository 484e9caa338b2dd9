import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CompanyOwner,
  handOverCompanies,
  listCompanies,
  listCompanyOwners,
} from '#contract/endpoints/companies.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import words from '../../design/words.module.css'
import classes from './companies.module.css'
import { useRefusalWords } from './use-company-words.ts'

type HandOverProps = {
  from: CompanyOwner & { companies: number }
  among: readonly CompanyOwner[]
}

/** Somebody has left: all their companies go to somebody else at once. */
export function HandOver({ from, among }: HandOverProps) {
  const { t } = useTranslation('companies')
  const refusalWords = useRefusalWords()
  const [to, setTo] = useState<string | null>(null)
  const hand = useAction(handOverCompanies, {
    changes: [listCompanies, listCompanyOwners],
    onDone: ({ companies }) => toast(t('handOver.done', { count: companies })),
  })
  return (
    <Section heading={t('handOver.heading', { name: from.name })} warning>
      <p className={words.sm}>{t('handOver.sentence', { count: from.companies })}</p>
      <div className={classes.handOver}>
        <Select
          label={t('handOver.to')}
          data={among.map(({ id, name }) => ({ value: id, label: name }))}
          value={to}
          error={refusalWords(hand.error)}
          onChange={setTo}
        />
        <Button
          busy={hand.isPending}
          disabled={to === null}
          onClick={() => hand.mutate({ body: { from: from.id, to } })}
        >
          {t('handOver.act')}
        </Button>
      </div>
    </Section>
  )
}
