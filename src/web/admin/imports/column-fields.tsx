import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportField, importFields } from '#contract/language/import-mapping.ts'
import { Button } from '../../design/button.tsx'
import {
  type Columns,
  columnsOf,
  type FileColumn,
  numberOf,
  type Preview,
  withColumn,
} from './columns-of.ts'
import classes from './import-preview.module.css'

type ColumnFieldsProps = { preview: Preview; onChange: (columns: Columns) => void }

/** What every business has; the others are shown once the file has them. */
const first: readonly ImportField[] = ['date', 'amount', 'customer', 'receipt', 'store']
const exampleCharactersMax = 24

/** For each thing a purchase can say, the column that says it, and why we think so. */
export function ColumnFields({ preview, onChange }: ColumnFieldsProps) {
  const { t } = useTranslation('imports')
  const [showsAll, setShowsAll] = useState(false)
  const present = importFields.filter(
    (field) => !first.includes(field) && preview.mapping.columns[field] !== undefined,
  )
  const others = importFields.filter((field) => ![...first, ...present].includes(field))
  const fields = [...first, ...present, ...(showsAll ? others : [])]
  const columns = columnsOf(preview)
  return (
    <>
      <div className={classes.fields}>
        {fields.map((field) => (
          <Field
            key={field}
            field={field}
            preview={preview}
            columns={columns}
            onChange={(number) => onChange(withColumn(preview, field, number))}
          />
        ))}
      </div>
      <Button kind="word" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
        {showsAll ? t('preview.fewer') : t('preview.more')}
      </Button>
    </>
  )
}

type FieldProps = {
  field: ImportField
  preview: Preview
  columns: readonly FileColumn[]
  onChange: (number: number | null) => void
}

function Field({ field, preview, columns, onChange }: FieldProps) {
  const { t } = useTranslation('imports')
  const number = numberOf(preview.mapping.columns[field], preview.header)
  const nameOf = ({ number, name, example }: FileColumn) => {
    if (name !== null) return t('preview.columnNamed', { name })
    if (example === '') return t('preview.column', { number })
    return t('preview.columnExample', { number, example: example.slice(0, exampleCharactersMax) })
  }
  const reason = number === null ? null : reasonOf(preview, field, number)
  return (
    <NativeSelect
      label={t(`field.${field}`)}
      description={reason && t(`reason.${reason}`)}
      inputWrapperOrder={['label', 'input', 'description']}
      value={number === null ? '' : String(number)}
      data={[
        { value: '', label: t('preview.notPresent') },
        ...columns.map((column) => ({ value: String(column.number), label: nameOf(column) })),
      ]}
      onChange={({ currentTarget: { value } }) => onChange(value === '' ? null : Number(value))}
    />
  )
}

function reasonOf({ reasons, savedMapping }: Preview, field: ImportField, number: number) {
  if (savedMapping) return 'saved'
  const guess = reasons.find((reason) => reason.field === field && reason.column === number)
  return guess?.reason ?? 'chosen'
}
