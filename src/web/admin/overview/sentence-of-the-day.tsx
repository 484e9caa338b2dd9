import { Popover } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listLeavingCustomers } from '#contract/endpoints/analytics.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import words from '../../design/words.module.css'
import { type Behind, behind, useMaySeeCustomers } from '../analytics/behind.ts'
import { CustomersBehind } from '../analytics/customers-behind.tsx'
import { ImportsLink } from '../imports-link.tsx'
import { Evidence } from './evidence.tsx'
import { useFindingWords } from './finding-words.ts'
import classes from './overview.module.css'
import type { Finding, Overview } from './overview.ts'

/** The one thing worth saying today, why, and the picture that shows it. */
export function SentenceOfTheDay({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const wordsOf = useFindingWords(overview.basis)
  const [finding, ...others] = overview.findings
  const { daysBehind } = overview.sources
  const { asOf } = overview.basis
  if (!finding) return <Sentence>{t('title')}</Sentence>
  const { sentence, reason } = wordsOf(finding)
  return (
    <>
      <Sentence
        reason={reason}
        {...(asOf && daysBehind && daysBehind > 1
          ? { note: t('asOf', { date: format.date(asOf) }) }
          : {})}
        links={
          <>
            <Behindness finding={finding} overview={overview} />
            <Why others={others} overview={overview} />
          </>
        }
      >
        {sentence}
      </Sentence>
      <Evidence finding={finding} overview={overview} />
    </>
  )
}

/** The way from the sentence to those it speaks of. */
function Behindness({ finding, overview }: { finding: Finding; overview: Overview }) {
  const { t } = useTranslation('overview')
  const maySee = useMaySeeCustomers()
  const [shown, setShown] = useState<Behind | null>(null)
  switch (finding.key) {
    case 'leaving_above_usual':
    case 'leaving_below_usual':
    case 'regulars_leaving': {
      if (!maySee || finding.leaving === 0) return null
      const { filters } = overview.basis
      const list = behind(t('leaving.list'), listLeavingCustomers, filters)
      return (
        <>
          <Button kind="word" onClick={() => setShown(list)}>
            {t('leaving.show', { count: finding.leaving })}
          </Button>
          <CustomersBehind behind={shown} onClose={() => setShown(null)} />
        </>
      )
    }
    case 'store_below':
    case 'store_above':
      return (
        <Link
          to="/analytics/retention"
          search={{ store: [finding.store.code], period: finding.from }}
        >
          {t('lookAtStore', { store: finding.store.name })}
        </Link>
      )
    case 'kept_below_usual':
    case 'kept_above_usual':
    case 'kept':
      return (
        <Link to="/analytics/retention" search={{ period: finding.from }}>
          {t('lookAtMonth')}
        </Link>
      )
    case 'store_silent':
      return <ImportsLink>{t('sources.check')}</ImportsLink>
    case 'first_figures':
      return <Link to="/analytics/value">{t('lookAtValue')}</Link>
    case 'nothing_yet':
    case 'receipts_without_customers':
      return null
  }
}

/** How the sentence was chosen, and what else could have been said. */
function Why({ others, overview }: { others: readonly Finding[]; overview: Overview }) {
  const { t } = useTranslation('overview')
  const wordsOf = useFindingWords(overview.basis)
  return (
    <Popover position="bottom-start" width="min(420px, calc(100vw - 40px))" trapFocus returnFocus>
      <Popover.Target>
        <Button kind="word">{t('why.question')}</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('why.question')}>
        <div className={classes.why}>
          <p>{t('why.answer')}</p>
          {others.length > 0 && (
            <>
              <p className={words.muted}>{t('why.others')}</p>
              <ul>
                {others.map((finding) => (
                  <li key={JSON.stringify(finding)}>{wordsOf(finding).sentence}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
