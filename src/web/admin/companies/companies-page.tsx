import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportCompanies, listCompanyOwners } from '#contract/endpoints/companies.ts'
import { addressOf, useCall } from '../../client/index.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import customers from '../customers/customers-page.module.css'
import { Page } from '../page.tsx'
import { SearchText } from '../search-text.tsx'
import { useMay } from '../session.ts'
import { CompanyDialog } from './company-dialog.tsx'
import { CompanyFilterLine } from './company-filter-line.tsx'
import { CompanyList } from './company-list.tsx'
import { HandOver } from './hand-over.tsx'
import { changed, filterOf, type Question, readQuestion } from './question.ts'

/** The companies that buy, those that need somebody first. */
export function CompaniesPage() {
  const { t } = useTranslation(['companies', 'company-file'])
  const may = useMay()
  const navigate = useNavigate()
  const question = readQuestion(useSearch({ strict: false }))
  const [isAdding, setAdding] = useState(false)
  const owners = useCall(listCompanyOwners, {}).data?.items ?? []
  const change = (next: Partial<Question>) =>
    navigate({ to: '/companies', search: changed(question, next), replace: true })
  return (
    <Page title={t('title')} hasOwnSearch>
      <Stack>
        <Sentence
          reason={t('list.reason')}
          actions={
            <>
              <Link to="/companies/contracts" className={buttonClass('plain')}>
                {t('list.contracts')}
              </Link>
              <a
                className={buttonClass('plain')}
                href={addressOf(exportCompanies, {}, filterOf(question))}
                download
              >
                {t('list.download')}
              </a>
              {may('imports:manage') && (
                <Link to="/companies/file" className={buttonClass('plain')}>
                  {t('company-file:link')}
                </Link>
              )}
              {may('companies:write') && (
                <Button kind="main" onClick={() => setAdding(true)}>
                  {t('list.add')}
                </Button>
              )}
            </>
          }
        >
          {t('list.sentence')}
        </Sentence>
        {may('companies:hand_over') &&
          owners
            .filter(({ ended }) => ended)
            .map((owner) => (
              <HandOver key={owner.id} from={owner} among={owners.filter(({ ended }) => !ended)} />
            ))}
        <div className={customers.asking}>
          <SearchText
            search={question.search ?? ''}
            label={t('list.searchLabel')}
            hint={t('list.search')}
            onChange={(search) => change({ search })}
          />
          <CompanyFilterLine question={question} owners={owners} onChange={change} />
        </div>
        <CompanyList question={question} onChange={change} />
      </Stack>
      {isAdding && <CompanyDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}
