import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Attribute } from '#contract/endpoints/attributes.ts'
import { useFormat } from '../../design/provider.tsx'
import { IdentityFields } from './identity-fields.tsx'
import type { PersonDraft } from './person-draft.ts'
import type { PersonFaults } from './person-faults.ts'
import classes from './person-form.module.css'

type PersonFormProps = {
  id: string
  draft: PersonDraft
  definitions: readonly Attribute[]
  faults: PersonFaults
  onChange: (draft: PersonDraft) => void
  onSubmit: () => void
}

const languages = ['de', 'en', 'fr', 'it', 'es', 'pl', 'tr', 'uk', 'ar']

/** Who somebody is, to write down or to correct. */
export function PersonForm({
  id,
  draft,
  definitions,
  faults,
  onChange,
  onSubmit,
}: PersonFormProps) {
  const { t } = useTranslation('customers')
  const set = (change: Partial<PersonDraft>) => onChange({ ...draft, ...change })
  return (
    <form
      id={id}
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <TextInput
        label={t('form.name')}
        data-autofocus
        autoComplete="off"
        maxLength={200}
        value={draft.name}
        error={faults.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <IdentityFields
        identities={draft.identities}
        faults={faults.identities}
        onChange={(identities) => set({ identities })}
      />
      <div className={classes.pair}>
        <TextInput
          label={t('form.birthday')}
          description={t('form.birthdayHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          value={draft.birthday}
          error={faults.birthday}
          onChange={({ currentTarget }) => set({ birthday: currentTarget.value })}
        />
        <LanguageField language={draft.language} onChange={(language) => set({ language })} />
      </div>
      {definitions.map((definition) => (
        <AttributeField
          key={definition.name}
          definition={definition}
          value={draft.attributes[definition.name] ?? ''}
          fault={faults.attributes[definition.name]}
          onChange={(value) =>
            set({ attributes: { ...draft.attributes, [definition.name]: value } })
          }
        />
      ))}
    </form>
  )
}

type LanguageFieldProps = { language: string; onChange: (language: string) => void }

function LanguageField({ language, onChange }: LanguageFieldProps) {
  const { t } = useTranslation('customers')
  const names = new Intl.DisplayNames(useFormat().language, { type: 'language' })
  const known =
    languages.includes(language) || language === '' ? languages : [...languages, language]
  return (
    <NativeSelect
      label={t('form.language')}
      value={language}
      data={[
        { value: '', label: t('form.languageUnknown') },
        ...known.map((value) => ({ value, label: names.of(value) ?? value })),
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

type AttributeFieldProps = {
  definition: Attribute
  value: string
  fault: string | undefined
  onChange: (value: string) => void
}

function AttributeField({ definition, value, fault, onChange }: AttributeFieldProps) {
  const { t } = useTranslation('customers')
  const { label, type, choices, required } = definition
  const shared = { label, value, error: fault, withAsterisk: required }
  const none = { value: '', label: t('form.attribute.none') }
  if (type === 'boolean' || type === 'choice') {
    const data =
      type === 'choice'
        ? [...new Set([...choices, value].filter((choice) => choice !== ''))].map((choice) => ({
            value: choice,
            label: choice,
          }))
        : [
            { value: 'true', label: t('form.attribute.yes') },
            { value: 'false', label: t('form.attribute.no') },
          ]
    return (
      <NativeSelect
        {...shared}
        data={[none, ...data]}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      {...(type === 'date' && { type: 'date' })}
      {...(type === 'number' && { inputMode: 'decimal' })}
      maxLength={2000}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
