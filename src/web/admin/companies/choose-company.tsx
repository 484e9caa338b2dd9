import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCompanies } from '#contract/endpoints/companies.ts'
import { useCall } from '../../client/index.ts'

type ChooseCompanyProps = {
  /** Which is not meant. */
  except: string | null
  /** Which it is by now. */
  start: { id: string; name: string | null } | null
  chosen: string | null
  onChange: (companyId: string | null) => void
}

const pauseMillis = 250

/** The company above, found by name or number. */
export function ChooseCompany({ except, start, chosen, onChange }: ChooseCompanyProps) {
  const { t } = useTranslation('companies')
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), pauseMillis)
  const found = useCall(
    listCompanies,
    { query: { limit: 8, ...(search !== '' && { search }) } },
    { keepPrevious: true },
  )
  const known = [...(start ? [start] : []), ...(found.data?.items ?? [])]
  const choices = known
    .filter(({ id }, place) => id !== except && known.findIndex((one) => one.id === id) === place)
    .map(({ id, name }) => ({ value: id, label: name ?? t('nameless') }))
  return (
    <Select
      label={t('form.parent')}
      description={t('form.parentHint')}
      searchable
      clearable
      comboboxProps={{ withinPortal: false }}
      nothingFoundMessage={t('list.nobody')}
      filter={({ options }) => options}
      data={choices}
      value={chosen}
      // What was chosen stands in the field; it is no question.
      onSearchChange={(typed) => !choices.some(({ label }) => label === typed) && setText(typed)}
      onChange={onChange}
    />
  )
}
