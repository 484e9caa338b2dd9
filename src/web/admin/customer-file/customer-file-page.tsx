import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listAttributes } from '#contract/endpoints/attributes.ts'
import {
  customerFileBytesMax,
  customerFileRowsMax,
  importCustomers,
} from '#contract/endpoints/customer-files.ts'
import type { customerFile } from '#locales/de/customer-file.ts'
import { upload, useCall } from '../../client/index.ts'
import { RowFilePage } from '../row-file/row-file-page.tsx'

type Field = keyof typeof customerFile.field
type Reason = keyof typeof customerFile.reason

const send = (file: File, dryRun: 'yes' | 'no') =>
  upload(importCustomers, { query: { dryRun, rows: customerFileRowsMax }, body: file })

/** Customers from a file. */
export function CustomerFilePage() {
  const { t } = useTranslation(['customer-file', 'imports'])
  return (
    <RowFilePage
      title={t('title')}
      crumbs={[
        <Link key="imports" to="/imports">
          {t('imports:title')}
        </Link>,
      ]}
      sentence={t('sentence')}
      drop={t('drop')}
      hint={t('hint')}
      bytesMax={customerFileBytesMax}
      send={send}
      downloadName="customers.csv"
      fieldName={useFieldName()}
      // Codes without words of their own are all about what cannot be read.
      reasonWord={(code) => t(`reason.${code as Reason}`, { defaultValue: t('reason.malformed') })}
      refusalWord={(code) =>
        code === 'customer_columns_missing' || code === 'customer_rows_too_many'
          ? t(`refusal.${code}`)
          : t('refusal.other')
      }
      linked={({ customerId }, word) =>
        customerId === null ? (
          word
        ) : (
          <Link to="/customers/$customerId" params={{ customerId }}>
            {word}
          </Link>
        )
      }
    />
  )
}

/** The name of a column's field: one of ours, or an attribute's label. */
function useFieldName() {
  const { t } = useTranslation('customer-file')
  const attributes = useCall(listAttributes, {}).data?.items ?? []
  return (field: string): string => {
    const name = field.replace(/^attributes\./, '')
    if (name !== field) return attributes.find((one) => one.name === name)?.label ?? name
    // Fields are those of the contract, each with its word.
    return t(`field.${field as Field}`)
  }
}
