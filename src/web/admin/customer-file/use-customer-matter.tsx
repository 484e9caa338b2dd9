import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { readCustomerFile } from '#contract/endpoints/customer-files.ts'
import type { customerFile } from '#locales/de/customer-file.ts'
import { useFormat } from '../../design/provider.tsx'
import type { Matter } from '../row-file/matter.ts'
import { useFieldName } from './use-field-name.ts'

type Row = WireReply<typeof readCustomerFile>['rows'][number]
type Reason = keyof typeof customerFile.reason

/** How rows of customers are told of. */
export function useCustomerMatter(): Pick<
  Matter<Row>,
  'downloadName' | 'fieldName' | 'reasonWord' | 'valueWord' | 'linked'
> {
  const { t } = useTranslation('customer-file')
  const format = useFormat()
  return {
    downloadName: 'customers.csv',
    fieldName: useFieldName(),
    // Codes without words of their own are all about what cannot be read.
    reasonWord: (code) => t(`reason.${code as Reason}`, { defaultValue: t('reason.malformed') }),
    valueWord: (field, value) => {
      const [act, day] = value.split(' ')
      if (!field.startsWith('consent.') || (act !== 'granted' && act !== 'withdrawn')) return value
      return day === undefined
        ? t(`consent.value.${act}`)
        : t('consent.valueOn', { value: t(`consent.value.${act}`), date: format.date(day) })
    },
    linked: ({ customerId }, word) =>
      customerId === null ? (
        word
      ) : (
        <Link to="/customers/$customerId" params={{ customerId }}>
          {word}
        </Link>
      ),
  }
}
