import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportCustomers } from '#contract/endpoints/customers.ts'
import { addressOf } from '../../client/index.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { AmidAnyRecount } from '../amid-recount.tsx'
import { Page } from '../page.tsx'
import { useSession } from '../session.ts'
import { CreateCustomer } from './create-customer.tsx'
import { CustomerList } from './customer-list.tsx'
import { CustomerSearch } from './customer-search.tsx'
import classes from './customers-page.module.css'
import { FilterLine } from './filter-line.tsx'
import { changed, filterOf, isFiltered, type Question, readQuestion } from './question.ts'
import { useCountWords } from './use-count-words.ts'
import { useCount } from './use-customers.ts'

export function CustomersPage() {
  const { t } = useTranslation(['customers', 'duplicates', 'consents'])
  const { permissions } = useSession()
  const navigate = useNavigate()
  const question = readQuestion(useSearch({ strict: false }))
  const count = useCount(question)
  const countWords = useCountWords()
  const [isCreating, setCreating] = useState(false)
  const change = (next: Partial<Question>) =>
    navigate({ to: '/customers', search: changed(question, next), replace: true })
  return (
    <Page title={t('title')} hasOwnSearch>
      <Stack>
        <Sentence
          actions={
            <>
              {permissions.includes('reports:read') && (
                <Link to="/customers/known" className={buttonClass('plain')}>
                  {t('consents:known.title')}
                </Link>
              )}
              {permissions.includes('customers:merge') && (
                <Link to="/duplicates" className={buttonClass('plain')}>
                  {t('duplicates:title')}
                </Link>
              )}
              <a
                className={buttonClass('plain')}
                href={addressOf(exportCustomers, {}, filterOf(question))}
                download
              >
                {t('list.export')}
              </a>
              {permissions.includes('customers:write') && (
                <Button onClick={() => setCreating(true)}>{t('list.create')}</Button>
              )}
            </>
          }
        >
          {count ? countWords(count, isFiltered(question), question.kind) : t('title')}
        </Sentence>
        <AmidAnyRecount />
        <div className={classes.asking}>
          <CustomerSearch
            search={question.search ?? ''}
            onChange={(search) => change({ search })}
          />
          <FilterLine question={question} onChange={change} />
        </div>
        <CustomerList question={question} count={count} onChange={change} />
      </Stack>
      <CreateCustomer isOpen={isCreating} onClose={() => setCreating(false)} />
    </Page>
  )
}
