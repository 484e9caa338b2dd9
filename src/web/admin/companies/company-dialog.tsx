import { Select, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  createCompany,
  listCompanies,
  listCompanyOwners,
  readCompany,
  updateCompany,
} from '#contract/endpoints/companies.ts'
import { readSession } from '#contract/endpoints/session.ts'
import { sizeClasses } from '#contract/language/company.ts'
import { useAction, useCall } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { ChooseCompany } from './choose-company.tsx'
import classes from './companies.module.css'
import { type Company, saidOrNone } from './company.ts'
import { hintBelow } from './hint-below.ts'
import { useOwnerWords, useRefusalWords } from './use-company-words.ts'

type CompanyDialogProps = {
  /** Which is changed; absent: a new one. */
  company?: Company
  onClose: () => void
}

const draftOf = (company: Company | undefined) => ({
  name: company?.name ?? '',
  number: company?.number ?? '',
  industry: company?.industry ?? '',
  sizeClass: company?.sizeClass ?? null,
  street: company?.address.street ?? '',
  postalCode: company?.address.postalCode ?? '',
  city: company?.address.city ?? '',
  country: company?.address.country ?? '',
  vatId: company?.vatId ?? '',
  ownerId: company?.owner?.id ?? null,
  parentId: company?.parent?.id ?? null,
})
type Draft = ReturnType<typeof draftOf>

const bodyOf = ({ name, sizeClass, ownerId, parentId, ...texts }: Draft) => ({
  ...{ name: name.trim(), sizeClass, ownerId, parentId },
  number: saidOrNone(texts.number),
  industry: saidOrNone(texts.industry),
  vatId: saidOrNone(texts.vatId),
  address: {
    street: saidOrNone(texts.street),
    postalCode: saidOrNone(texts.postalCode),
    city: saidOrNone(texts.city),
    country: saidOrNone(texts.country),
  },
})

/** A company as it is added or changed. */
export function CompanyDialog({ company, onClose }: CompanyDialogProps) {
  const { t } = useTranslation('companies')
  const [draft, setDraft] = useState(draftOf(company))
  const [isTried, setTried] = useState(false)
  const { save, busy, refusal } = useSave(company, onClose)
  const isNamed = draft.name.trim() !== ''
  const isCountry = /^([A-Z]{2})?$/.test(draft.country.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isNamed && isCountry) save(draft)
  }
  return (
    <FormDialog
      title={t(company ? 'form.editTitle' : 'form.addTitle')}
      word={t(company ? 'form.editDo' : 'form.addDo')}
      busy={busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields
        draft={draft}
        company={company}
        faults={{
          name: isTried && !isNamed ? t('form.fault.name') : null,
          country: isTried && !isCountry ? t('form.fault.country') : null,
        }}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
    </FormDialog>
  )
}

function useSave(company: Company | undefined, onClose: () => void) {
  const { t } = useTranslation('companies')
  const refusalWords = useRefusalWords()
  const navigate = useNavigate()
  const changes = [listCompanies, readCompany, listCompanyOwners, readSession]
  const create = useAction(createCompany, {
    changes,
    onDone: ({ id, name }) => {
      toast(t('form.created', { name }))
      onClose()
      return navigate({ to: '/companies/$companyId', params: { companyId: id } })
    },
  })
  const update = useAction(updateCompany, {
    changes,
    onDone: () => {
      toast(t('form.saved'))
      onClose()
    },
  })
  return {
    busy: create.isPending || update.isPending,
    refusal: refusalWords(create.error ?? update.error),
    save: (draft: Draft) =>
      company
        ? update.mutate({ params: { companyId: company.id }, body: bodyOf(draft) })
        : create.mutate({ body: bodyOf(draft) }),
  }
}

type FieldsProps = {
  draft: Draft
  company: Company | undefined
  faults: { name: string | null; country: string | null }
  onChange: (part: Partial<Draft>) => void
}

function Fields({ draft, company, faults, onChange }: FieldsProps) {
  const { t } = useTranslation('companies')
  const field = (name: keyof Draft & keyof typeof lengths) => ({
    ...hintBelow,
    label: t(`form.${name}`),
    maxLength: lengths[name],
    value: draft[name] ?? '',
    onChange: ({ target }: { target: { value: string } }) => onChange({ [name]: target.value }),
  })
  return (
    <>
      <TextInput data-autofocus error={faults.name} {...field('name')} />
      <div className={classes.pair}>
        <TextInput description={t('form.numberHint')} {...field('number')} />
        <OwnerField company={company} value={draft.ownerId} onChange={onChange} />
      </div>
      <div className={classes.pair}>
        <TextInput {...field('industry')} />
        <Select
          label={t('form.size')}
          placeholder={t('form.sizeNone')}
          clearable
          data={sizeClasses.map((value) => ({ value, label: t(`size.${value}`) }))}
          value={draft.sizeClass}
          onChange={(chosen) =>
            onChange({ sizeClass: sizeClasses.find((size) => size === chosen) ?? null })
          }
        />
      </div>
      <TextInput {...field('street')} />
      <div className={classes.pair}>
        <TextInput {...field('postalCode')} />
        <TextInput {...field('city')} />
      </div>
      <div className={classes.pair}>
        <TextInput
          description={t('form.countryHint')}
          error={faults.country}
          {...field('country')}
        />
        <TextInput {...field('vatId')} />
      </div>
      <ChooseCompany
        except={company?.id ?? null}
        start={company?.parent ?? null}
        chosen={draft.parentId}
        onChange={(parentId) => onChange({ parentId })}
      />
    </>
  )
}

const lengths = {
  ...{ name: 200, number: 64, industry: 100, street: 200, postalCode: 20, city: 100 },
  ...{ country: 2, vatId: 32 },
}

type OwnerFieldProps = {
  company: Company | undefined
  value: string | null
  onChange: (part: Partial<Draft>) => void
}

/** Whoever has left stays named until somebody else is. */
function OwnerField({ company, value, onChange }: OwnerFieldProps) {
  const { t } = useTranslation('companies')
  const ownerWords = useOwnerWords()
  const owners = useCall(listCompanyOwners, {}).data?.items ?? []
  const fit = owners.filter(({ id, ended }) => !ended || id === company?.owner?.id)
  return (
    <Select
      {...hintBelow}
      label={t('form.owner')}
      description={t('form.ownerHint')}
      placeholder={t('form.ownerNone')}
      clearable
      data={fit.map((owner) => ({ value: owner.id, label: ownerWords(owner) }))}
      value={value}
      onChange={(ownerId) => onChange({ ownerId })}
    />
  )
}
