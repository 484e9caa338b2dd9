import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listCompaniesOfCustomer } from '#contract/endpoints/company-contacts.ts'
import { useCall } from '../../client/index.ts'
import { KeyValues } from '../../design/key-values.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { useMay, useSession } from '../session.ts'
import { usePeriodWords } from './use-period-words.ts'

/** Where somebody belongs, on their page. Only where there is anything to say. */
export function CompaniesOf({ customerId }: { customerId: string }) {
  const { t } = useTranslation('companies')
  const periodWords = usePeriodWords()
  const may = useMay()
  const { business } = useSession()
  const isAsked = may('companies:read') && business.companies
  const { data } = useCall(
    listCompaniesOfCustomer,
    { params: { customerId } },
    { enabled: isAsked },
  )
  if (!data || (data.items.length === 0 && !data.isCompany)) return null
  return (
    <Section heading={t('contact.ofCustomer')}>
      {data.isCompany && (
        <p className={words.sm}>
          {t('contact.isCompany')}{' '}
          <Link to="/companies/$companyId" params={{ companyId: customerId }}>
            {t('contact.toCompany')}
          </Link>
        </p>
      )}
      <KeyValues
        lines={data.items.map(({ id, company, role, from, to }) => ({
          key: id,
          word: (
            <Link to="/companies/$companyId" params={{ companyId: company.id }}>
              {company.name ?? t('nameless')}
            </Link>
          ),
          value: [role, (from ?? to) && periodWords({ from, to })].filter(Boolean).join(', '),
        }))}
      />
    </Section>
  )
}
