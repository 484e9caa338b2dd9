import { getRouteApi, Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCustomerPage } from '#contract/endpoints/customer-page.ts'
import { useCall } from '../../client/index.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Warning } from '../../design/warning.tsx'
import { AmidAnyRecount } from '../amid-recount.tsx'
import { CardsOf } from '../cards/cards-of.tsx'
import { CompaniesOf } from '../companies/companies-of.tsx'
import { ConsentCard } from '../consents/consent-card.tsx'
import { ContactSwitch, useContactBlock } from '../consents/contact-switch.tsx'
import { MergedWith } from '../duplicates/merged-with.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { Holdings } from '../points/holdings.tsx'
import { PersonData } from '../privacy/person-data.tsx'
import { useSession } from '../session.ts'
import { CustomerFolds } from './customer-folds.tsx'
import { CustomerNotes } from './customer-notes.tsx'
import { CustomerStrip } from './customer-strip.tsx'
import { CustomerTags } from './customer-tags.tsx'
import { CustomerTimeline } from './customer-timeline.tsx'
import { EditCustomer } from './edit-customer.tsx'
import { type PageReply, useHeadWords, useReachWords } from './head-words.ts'
import { useCustomerTitle } from './use-customer-name.ts'
import { WhoTheyAre } from './who-they-are.tsx'

const route = getRouteApi('/signed-in/framed/customers/$customerId')

/** One person's story, told as if they read it. */
export function CustomerPage() {
  const { t } = useTranslation('customers')
  const { customerId } = route.useParams()
  const reply = useCall(readCustomerPage, { params: { customerId } })
  const titleOf = useCustomerTitle()
  const name = reply.data ? titleOf(reply.data.customer) : t('page.crumbFallback')
  const crumbs = [
    <Link key="customers" to="/customers">
      {t('title')}
    </Link>,
    name,
  ]
  return (
    <Page title={name} crumbs={crumbs}>
      {reply.error?.kind === 'not_found' ? (
        <NotFound />
      ) : (
        <Loaded reply={reply} shape="page">
          {(page) => <Told key={customerId} page={page} />}
        </Loaded>
      )}
    </Page>
  )
}

function NotFound() {
  const { t } = useTranslation('customers')
  return (
    <StateEmpty
      action={
        <Link to="/customers" className={buttonClass('outlined')}>
          {t('list.searchLabel')}
        </Link>
      }
    >
      {t('page.notFound')}
    </StateEmpty>
  )
}

function Told({ page }: { page: PageReply }) {
  const { t } = useTranslation(['customers', 'consents'])
  const { permissions } = useSession()
  const block = useContactBlock(page.customer.id)
  const titleOf = useCustomerTitle()
  const headWords = useHeadWords()
  const reachWords = useReachWords()
  const noteField = useRef<HTMLTextAreaElement>(null)
  const [isEditing, setEditing] = useState(false)
  const { customer } = page
  const mayNote = permissions.includes('events:write')
  return (
    <>
      <Stack>
        <Sentence
          lead={headWords(page)}
          note={block ? <Warning>{t(`consents:block.${block.reason}`)}</Warning> : reachWords(page)}
          actions={
            <>
              {permissions.includes('customers:write') && (
                <Button kind="plain" onClick={() => setEditing(true)}>
                  {t('page.edit')}
                </Button>
              )}
              {mayNote && (
                <Button kind="main" onClick={() => noteField.current?.focus()}>
                  {t('page.writeNote')}
                </Button>
              )}
            </>
          }
        >
          {titleOf(customer)}
        </Sentence>
        <AmidAnyRecount />
        {page.visits > 0 && <CustomerStrip page={page} />}
        <Columns
          aside={
            <>
              <Holdings customerId={customer.id} name={titleOf(customer)} />
              <CardsOf customerId={customer.id} />
              <CustomerTags customer={customer} />
              <WhoTheyAre customer={customer} />
              {permissions.includes('consents:read') && <ConsentCard customerId={customer.id} />}
              <ContactSwitch customerId={customer.id} />
              <CompaniesOf customerId={customer.id} />
              <MergedWith customerId={customer.id} />
            </>
          }
        >
          <Stack>
            <CustomerTimeline page={page} />
            <CustomerNotes page={page} mayWrite={mayNote} field={noteField} />
          </Stack>
        </Columns>
        <CustomerFolds page={page} />
        <PersonData customerId={customer.id} name={titleOf(customer)} />
      </Stack>
      {isEditing && <EditCustomer customer={customer} onClose={() => setEditing(false)} />}
    </>
  )
}
