import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '#contract/endpoints/customers.ts'
import { useCall } from '../../client/index.ts'

type ChooseCustomerProps = {
  label: string
  hint?: ReactNode
  /** Who is not meant. */
  except?: string | null
  /** Chosen before, whose name is not at hand. */
  start?: { id: string; name: string } | null
  chosen: string | null
  error?: ReactNode
  onChange: (customerId: string | null) => void
}

const pauseMillis = 250

/** Somebody, found by name, card or number. */
export function ChooseCustomer(props: ChooseCustomerProps) {
  const { label, hint, except = null, start = null, chosen, error, onChange } = props
  const { t } = useTranslation('counter')
  const { t: words } = useTranslation('customers')
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), pauseMillis)
  const found = useCall(
    listCustomers,
    { query: { kind: 'any', limit: 8, ...(search !== '' && { search }) } },
    { keepPrevious: true },
  )
  const hits = (found.data?.items ?? []).map(({ id, name, identity }) => ({
    value: id,
    label: name ?? (identity ? words('numbered', { value: identity.value }) : words('nameless')),
  }))
  const choices = [...(start ? [{ value: start.id, label: start.name }] : []), ...hits].filter(
    ({ value }, place, all) =>
      value !== except && all.findIndex((one) => one.value === value) === place,
  )
  return (
    <Select
      label={label}
      description={hint}
      error={error}
      searchable
      clearable
      comboboxProps={{ withinPortal: false }}
      nothingFoundMessage={t('nobodyFound')}
      filter={({ options }) => options}
      data={choices}
      value={chosen}
      // What was chosen stands in the field; it is no question.
      onSearchChange={(typed) => !choices.some((one) => one.label === typed) && setText(typed)}
      onChange={onChange}
    />
  )
}
