import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  companyFileBytesMax,
  companyFileRowsMax,
  importCompanies,
} from '#contract/endpoints/company-files.ts'
import type { companyFile } from '#locales/de/company-file.ts'
import { upload } from '../../client/index.ts'
import { RowFilePage } from '../row-file/row-file-page.tsx'

type Field = keyof typeof companyFile.field
type Reason = keyof typeof companyFile.reason

const send = (file: File, dryRun: 'yes' | 'no') =>
  upload(importCompanies, { query: { dryRun, rows: companyFileRowsMax }, body: file })

/** Companies from a file. */
export function CompanyFilePage() {
  const { t } = useTranslation(['company-file', 'companies'])
  return (
    <RowFilePage
      title={t('title')}
      crumbs={[
        <Link key="companies" to="/companies">
          {t('companies:title')}
        </Link>,
      ]}
      sentence={t('sentence')}
      drop={t('drop')}
      hint={t('hint')}
      bytesMax={companyFileBytesMax}
      send={send}
      downloadName="companies.csv"
      // Fields are those of the contract, each with its word.
      fieldName={(field) => t(`field.${field as Field}`)}
      // Codes without words of their own are all about what cannot be read.
      reasonWord={(code) => t(`reason.${code as Reason}`, { defaultValue: t('reason.malformed') })}
      refusalWord={(code) =>
        code === 'company_columns_missing' || code === 'company_rows_too_many'
          ? t(`refusal.${code}`)
          : t('refusal.other')
      }
      linked={({ companyId }, word) =>
        companyId === null ? (
          word
        ) : (
          <Link to="/companies/$companyId" params={{ companyId }}>
            {word}
          </Link>
        )
      }
    />
  )
}
