import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCompanyContacts } from '#contract/endpoints/company-contacts.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { useActsColumn } from '../acts-column.tsx'
import { useNamed } from '../duplicates/use-named.ts'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import type { Contact } from './company.ts'
import { ContactDialog } from './contact-dialog.tsx'
import { usePeriodWords } from './use-period-words.ts'

/** Who belongs to the company, and who did. */
export function CompanyContacts({ companyId }: { companyId: string }) {
  const { t } = useTranslation('companies')
  const mayWrite = useMay()('companies:write')
  const contacts = useCall(listCompanyContacts, { params: { companyId } })
  const [open, setOpen] = useState<Contact | 'new' | null>(null)
  return (
    <Section
      heading={t('contact.heading')}
      aside={
        mayWrite && (
          <Button kind="word" onClick={() => setOpen('new')}>
            {t('contact.add')}
          </Button>
        )
      }
    >
      <Loaded reply={contacts} shape="rows">
        {({ items }) =>
          items.length === 0 ? (
            <p className={words.muted}>{t('contact.none')}</p>
          ) : (
            <Rows contacts={items} onEdit={mayWrite ? setOpen : null} />
          )
        }
      </Loaded>
      {open && (
        <ContactDialog
          companyId={companyId}
          contact={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  )
}

type RowsProps = { contacts: readonly Contact[]; onEdit: ((contact: Contact) => void) | null }

function Rows({ contacts, onEdit }: RowsProps) {
  const { t } = useTranslation('companies')
  const named = useNamed()
  const periodWords = usePeriodWords()
  const acts = useActsColumn<Contact>((contact) => (
    <Button
      kind="word"
      aria-label={`${named(contact.customer)}: ${t('contact.edit')}`}
      onClick={() => onEdit?.(contact)}
    >
      {t('contact.edit')}
    </Button>
  ))
  return (
    <DataTable
      label={t('contact.heading')}
      rows={contacts}
      rowKey={({ id }) => id}
      name={{
        head: t('contact.who'),
        cell: ({ customer, current }) => (
          <Link
            to="/customers/$customerId"
            params={{ customerId: customer.customerId }}
            className={current ? undefined : words.muted}
          >
            {named(customer)}
          </Link>
        ),
      }}
      columns={[
        {
          ...{ key: 'role', head: t('contact.role'), phone: 'detail' },
          cell: ({ role }) => role ?? '',
        },
        {
          ...{ key: 'when', head: t('contact.when'), phone: 'detail' },
          cell: periodWords,
        },
        ...(onEdit ? [acts] : []),
      ]}
    />
  )
}
