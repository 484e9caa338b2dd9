import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCompany, readCompanyTimeline } from '#contract/endpoints/companies.ts'
import {
  addCompanyContact,
  listCompaniesOfCustomer,
  listCompanyContacts,
  removeCompanyContact,
  updateCompanyContact,
} from '#contract/endpoints/company-contacts.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { toast } from '../../design/toast.tsx'
import { useNamed } from '../duplicates/use-named.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { ChooseCustomer } from '../points/choose-customer.tsx'
import classes from './companies.module.css'
import { type Contact, saidOrNone } from './company.ts'
import { hintBelow } from './hint-below.ts'
import { useRefusalWords } from './use-company-words.ts'

type ContactDialogProps = {
  companyId: string
  /** Null: somebody new. */
  contact: Contact | null
  onClose: () => void
}

const changes = [
  ...[listCompanyContacts, readCompany, readCompanyTimeline, listCompaniesOfCustomer],
]

/** Somebody as they belong to a company: with which task, from when to when. */
export function ContactDialog({ companyId, contact, onClose }: ContactDialogProps) {
  const { t } = useTranslation('companies')
  const named = useNamed()
  const refusalWords = useRefusalWords()
  const [customerId, setCustomer] = useState<string | null>(null)
  const [draft, setDraft] = useState({
    ...{ role: contact?.role ?? '', from: contact?.from ?? '', to: contact?.to ?? '' },
  })
  const [isTried, setTried] = useState(false)
  const done = (words: string) => () => {
    toast(words)
    onClose()
  }
  const add = useAction(addCompanyContact, { changes, onDone: done(t('contact.added')) })
  const update = useAction(updateCompanyContact, { changes, onDone: done(t('contact.saved')) })
  const remove = useAction(removeCompanyContact, { changes, onDone: done(t('contact.removed')) })
  const body = {
    ...{ role: saidOrNone(draft.role), from: saidOrNone(draft.from), to: saidOrNone(draft.to) },
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (contact) update.mutate({ params: { companyId, contactId: contact.id }, body })
    else if (customerId) add.mutate({ params: { companyId }, body: { ...body, customerId } })
  }
  const field = (name: keyof typeof draft) => ({
    ...hintBelow,
    label: t(`contact.${name}`),
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: target.value })),
  })
  return (
    <FormDialog
      title={
        contact ? t('contact.editTitle', { name: named(contact.customer) }) : t('contact.addTitle')
      }
      word={t('contact.save')}
      busy={add.isPending || update.isPending}
      refusal={refusalWords(add.error ?? update.error ?? remove.error)}
      onSubmit={submit}
      onClose={onClose}
      more={
        contact && (
          <Button
            kind="word"
            busy={remove.isPending}
            onClick={() => remove.mutate({ params: { companyId, contactId: contact.id } })}
          >
            {t('contact.remove')}
          </Button>
        )
      }
    >
      {contact === null && (
        <ChooseCustomer
          except={companyId}
          chosen={customerId}
          fault={isTried && customerId === null ? t('contact.whoMissing') : null}
          words={{
            label: t('contact.who'),
            hint: t('contact.whoHint'),
            nobody: t('contact.nobody'),
          }}
          onChange={setCustomer}
        />
      )}
      <TextInput maxLength={100} {...field('role')} />
      <div className={classes.pair}>
        <TextInput type="date" description={t('contact.fromHint')} {...field('from')} />
        <TextInput type="date" description={t('contact.toHint')} {...field('to')} />
      </div>
    </FormDialog>
  )
}
