import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listAttributes } from '#contract/endpoints/attributes.ts'
import { customerFileFields } from '#contract/endpoints/customer-files.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import classes from '../imports/import-preview.module.css'
import type { ColumnDraft, FileOfCustomers } from './column-draft.ts'
import { useFieldName } from './use-field-name.ts'

const first: readonly string[] = ['name', 'email', 'phone', 'external_id', 'birthday', 'tags']

type ColumnChoiceProps = {
  file: FileOfCustomers
  draft: ColumnDraft
  onChange: (draft: ColumnDraft) => void
}

/** For each thing a row can say of somebody, the column that says it. */
export function ColumnChoice({ file, draft, onChange }: ColumnChoiceProps) {
  const { t } = useTranslation(['customer-file', 'imports'])
  const [showsAll, setShowsAll] = useState(false)
  const fieldName = useFieldName()
  const attributes = useCall(listAttributes, {}).data?.items ?? []
  const all = [
    ...customerFileFields,
    ...attributes.flatMap(({ name, archived }) => (archived ? [] : `attributes.${name}`)),
  ]
  const present = all.filter((field) => !first.includes(field) && draft.columns[field])
  const others = all.filter((field) => !first.includes(field) && !present.includes(field))
  const fields = [...first, ...present, ...(showsAll ? others : [])]
  return (
    <>
      <div className={classes.fields}>
        {fields.map((field) => (
          <ColumnSelect
            key={field}
            label={fieldName(field)}
            file={file}
            number={draft.columns[field] ?? null}
            onChange={(number) =>
              onChange({ ...draft, columns: { ...draft.columns, [field]: number } })
            }
          />
        ))}
      </div>
      <Button kind="word" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
        {showsAll ? t('imports:preview.fewer') : t('imports:preview.more')}
      </Button>
    </>
  )
}

type ColumnSelectProps = {
  label: string
  file: FileOfCustomers
  number: number | null
  onChange: (number: number | null) => void
}

export function ColumnSelect({ label, file, number, onChange }: ColumnSelectProps) {
  const { t } = useTranslation('imports')
  return (
    <NativeSelect
      label={label}
      value={number === null ? '' : String(number)}
      data={[
        { value: '', label: t('preview.notPresent') },
        ...file.columns.map(({ header }, index) => ({
          value: String(index + 1),
          label: header || t('preview.column', { number: index + 1 }),
        })),
      ]}
      onChange={({ currentTarget: { value } }) => onChange(value === '' ? null : Number(value))}
    />
  )
}
