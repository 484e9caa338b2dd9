import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '#contract/endpoints/customers.ts'
import { useCall } from '../../client/index.ts'
import { useCustomerName } from '../customers/use-customer-name.ts'

type ChooseCustomerProps = {
  /** Who is not meant. */
  except: string
  chosen: string | null
  fault: string | null
  /** Where it is about something else than points. */
  words?: { label: string; hint: string; nobody: string }
  onChange: (customerId: string | null) => void
}

const pauseMillis = 250

/** Finds another person by name, card or number. */
export function ChooseCustomer(props: ChooseCustomerProps) {
  const { except, chosen, fault, words, onChange } = props
  const { t } = useTranslation('points')
  const nameOf = useCustomerName()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), pauseMillis)
  const found = useCall(
    listCustomers,
    { query: { kind: 'any', search, limit: 8 } },
    { enabled: search !== '', keepPrevious: true },
  )
  const people = (found.data?.items ?? []).filter(({ id }) => id !== except)
  const choices = people.map((one) => {
    const beside = one.identity?.value ?? one.email
    const name = nameOf(one)
    return { value: one.id, label: beside && beside !== name ? `${name}, ${beside}` : name }
  })
  return (
    <Select
      label={words?.label ?? t('transfer.search')}
      description={words?.hint ?? t('transfer.searchHint')}
      searchable
      clearable
      comboboxProps={{ withinPortal: false }}
      nothingFoundMessage={search === '' ? null : (words?.nobody ?? t('transfer.nobody'))}
      filter={({ options }) => options}
      data={choices}
      value={chosen}
      error={fault}
      // What was chosen stands in the field; it is no question.
      onSearchChange={(typed) => !choices.some(({ label }) => label === typed) && setText(typed)}
      onChange={onChange}
    />
  )
}
