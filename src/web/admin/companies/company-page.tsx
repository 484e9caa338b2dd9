import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCompany } from '#contract/endpoints/companies.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { AmidAnyRecount } from '../amid-recount.tsx'
import { ItemPage } from '../item-page.tsx'
import { useMay } from '../session.ts'
import { AboutCompany } from './about-company.tsx'
import type { CompanyPageReply } from './company.ts'
import { CompanyContacts } from './company-contacts.tsx'
import { CompanyContracts } from './company-contracts.tsx'
import { CompanyDialog } from './company-dialog.tsx'
import { CompanyTimeline } from './company-timeline.tsx'
import { InstalledProducts } from './installed-products.tsx'
import { useLeadWords } from './use-company-words.ts'

const route = getRouteApi('/signed-in/framed/companies/$companyId')

/** One company: how it buys, what was agreed, who belongs to it. */
export function CompanyPage() {
  const { t } = useTranslation('companies')
  const { companyId } = route.useParams()
  const reply = useCall(readCompany, { params: { companyId } })
  const company = reply.data?.company
  return (
    <ItemPage
      reply={reply}
      name={company && (company.name ?? t('nameless'))}
      list={{ to: '/companies', title: t('title'), wayBack: t('page.toAll') }}
      missing={t('page.notFound')}
    >
      {(page) => <Told key={companyId} page={page} />}
    </ItemPage>
  )
}

function Told({ page }: { page: CompanyPageReply }) {
  const { t } = useTranslation('companies')
  const leadWords = useLeadWords()
  const mayWrite = useMay()('companies:write')
  const [isEditing, setEditing] = useState(false)
  const { company, figures } = page
  return (
    <Stack>
      <Sentence
        lead={leadWords(figures)}
        actions={mayWrite && <Button onClick={() => setEditing(true)}>{t('page.edit')}</Button>}
      >
        {company.name ?? t('nameless')}
      </Sentence>
      <AmidAnyRecount />
      <Columns aside={<AboutCompany page={page} />}>
        <Stack>
          <CompanyContracts companyId={company.id} />
          <CompanyContacts companyId={company.id} />
          <CompanyTimeline page={page} />
          <InstalledProducts companyId={company.id} />
        </Stack>
      </Columns>
      {isEditing && <CompanyDialog company={company} onClose={() => setEditing(false)} />}
    </Stack>
  )
}
