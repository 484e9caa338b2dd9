import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listEndingContracts } from '#contract/endpoints/company-contracts.ts'
import { usePages } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { ChooseOne } from '../analytics/choose-one.tsx'
import customers from '../customers/customers-page.module.css'
import { Page } from '../page.tsx'
import { Paged } from '../paged.tsx'
import { useMay } from '../session.ts'
import type { EndingContract } from './company.ts'
import { SettleContract } from './settle-contract.tsx'
import { useContractWords, useOwnerWords } from './use-company-words.ts'

const spans = ['30', '90', '180', '365'] as const
type Span = (typeof spans)[number]
type Question = { withinDays: Span; owner: 'any' | 'me'; settled: 'no' | 'yes' }

/** Contracts that can end soon, to be worked through one after the other. */
export function ContractsPage() {
  const { t } = useTranslation('companies')
  const [question, setQuestion] = useState<Question>({
    ...{ withinDays: '90', owner: 'any', settled: 'no' },
  })
  const { withinDays, owner, settled } = question
  const pages = usePages(listEndingContracts, {
    query: { withinDays, settled, ...(owner === 'me' && { owner }) },
  })
  const crumbs = [
    <Link key="companies" to="/companies">
      {t('title')}
    </Link>,
    t('ending.title'),
  ]
  const count = pages.data?.length ?? 0
  const words = { count, days: withinDays }
  return (
    <Page title={t('ending.title')} crumbs={crumbs}>
      <Stack>
        <Sentence reason={t('ending.reason')}>
          {settled === 'yes'
            ? t('ending.sentenceSettled')
            : pages.hasNextPage
              ? t('ending.sentenceMore', words)
              : t(count === 0 ? 'ending.sentence_zero' : 'ending.sentence', words)}
        </Sentence>
        <QuestionLine
          question={question}
          onChange={(part) => setQuestion((before) => ({ ...before, ...part }))}
        />
        <Section heading={t('ending.label')}>
          <Paged
            pages={pages}
            empty={t(settled === 'yes' ? 'ending.emptySettled' : 'ending.empty')}
          >
            {(rows) => <Rows rows={rows} />}
          </Paged>
        </Section>
      </Stack>
    </Page>
  )
}

type QuestionLineProps = { question: Question; onChange: (part: Partial<Question>) => void }

function QuestionLine({ question, onChange }: QuestionLineProps) {
  const { t } = useTranslation('companies')
  const option = <Value extends string>(value: Value, word: string) => ({
    ...{ value, name: word, word },
  })
  return (
    <div className={customers.filters}>
      {t('ending.show')}{' '}
      <ChooseOne<Question['settled']>
        label={t('ending.showLabel')}
        value={question.settled}
        options={[option('no', t('ending.open')), option('yes', t('ending.settled'))]}
        onChange={(settled) => onChange({ settled })}
      />
      {', '}
      <ChooseOne<Span>
        label={t('ending.within')}
        value={question.withinDays}
        options={spans.map((value) => ({
          value,
          name: t('ending.days', { count: Number(value) }),
          word: t('ending.in', { count: Number(value) }),
        }))}
        onChange={(withinDays) => onChange({ withinDays })}
      />
      {', '}
      <ChooseOne<Question['owner']>
        label={t('filter.owner.label')}
        value={question.owner}
        options={[option('any', t('filter.owner.any')), option('me', t('filter.owner.me'))]}
        onChange={(owner) => onChange({ owner })}
      />
      .
    </div>
  )
}

function Rows({ rows }: { rows: readonly EndingContract[] }) {
  const { t } = useTranslation('companies')
  const contractWords = useContractWords()
  const ownerWords = useOwnerWords()
  const dueWords = useDueWords()
  const mayWrite = useMay()('companies:write')
  const [open, setOpen] = useState<EndingContract | null>(null)
  const acts = useActsColumn<EndingContract>((contract) => {
    const word = t(contract.settled ? 'ending.reopen' : 'ending.settle')
    return (
      <Button
        kind="word"
        aria-label={`${contract.company.name}: ${word}`}
        onClick={() => setOpen(contract)}
      >
        {word}
      </Button>
    )
  })
  return (
    <>
      <DataTable
        label={t('ending.label')}
        rows={rows}
        rowKey={({ id }) => id}
        name={{
          head: t('ending.company'),
          cell: ({ company }) => (
            <Link to="/companies/$companyId" params={{ companyId: company.id }}>
              {company.name ?? t('nameless')}
            </Link>
          ),
        }}
        columns={[
          {
            ...{ key: 'contract', head: t('contract.name'), phone: 'detail' },
            cell: ({ name }) => name,
          },
          { ...{ key: 'due', head: t('ending.what'), phone: 'detail' }, cell: dueWords },
          {
            ...{ key: 'owner', head: t('column.owner'), phone: 'detail' },
            phoneWord: t('column.owner'),
            cell: ({ owner }) => ownerWords(owner),
          },
          {
            ...{ key: 'value', head: t('contract.value'), kind: 'number', phone: 'detail' },
            cell: contractWords.value,
          },
          ...(mayWrite ? [acts] : []),
        ]}
      />
      {open && <SettleContract contract={open} onClose={() => setOpen(null)} />}
    </>
  )
}

/** By when somebody has to decide, and what was settled. */
function useDueWords() {
  const { t } = useTranslation('companies')
  const format = useFormat()
  return ({ dueOn, renewsMonths, canceledTo, status, settled }: EndingContract) => {
    const date = format.date(dueOn!)
    if (settled) {
      const by = t('ending.by', { name: settled.by ?? '–', date: format.date(settled.at) })
      return settled.note ? `${settled.note} (${by})` : by
    }
    if (status === 'ended') return t('ending.ended', { date })
    return t(renewsMonths !== null && canceledTo === null ? 'ending.notice' : 'ending.ends', {
      date,
    })
  }
}
