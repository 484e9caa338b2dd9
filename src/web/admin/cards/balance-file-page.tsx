import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import {
  balanceFileBytesMax,
  balanceFileRowsMax,
  takeBalances,
} from '#contract/endpoints/balance-files.ts'
import { groupedCardNumber } from '#kernel/card-number.ts'
import type { cards } from '#locales/de/cards.ts'
import { upload } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { RowFilePage } from '../row-file/row-file-page.tsx'

type Field = keyof typeof cards.file.field
type Reason = keyof typeof cards.file.reason
type Row = WireReply<typeof takeBalances>['rows'][number]

/** Balances of an older system from a file. */
export function BalanceFilePage() {
  const { t } = useTranslation('cards')
  const changesOf = useChanges()
  const send = async (file: File, dryRun: 'yes' | 'no') => {
    const query = { dryRun, rows: balanceFileRowsMax }
    const report = await upload(takeBalances, { query, body: file })
    const names = new Map(report.totals.map(({ currency, name }) => [currency, name]))
    const rows = report.rows.map((row) => ({ ...row, changes: changesOf(row, names) }))
    return { ...report, rows }
  }
  return (
    <RowFilePage
      title={t('file.title')}
      crumbs={[
        <Link key="cards" to="/settings/$section" params={{ section: 'cards' }}>
          {t('heading')}
        </Link>,
      ]}
      sentence={t('file.sentence')}
      drop={t('file.drop')}
      hint={t('file.hint')}
      bytesMax={balanceFileBytesMax}
      send={send}
      downloadName="balances.csv"
      // Fields that are no column of ours are the names of point currencies.
      fieldName={(field) => t(`file.field.${field as Field}`, { defaultValue: field })}
      // Codes without words of their own are all about what cannot be read.
      reasonWord={(code) =>
        t(`file.reason.${code as Reason}`, { defaultValue: t('file.reason.malformed') })
      }
      refusalWord={(code) =>
        code === 'balance_columns_missing' || code === 'balance_rows_too_many'
          ? t(`file.refusal.${code}`)
          : t('file.refusal.other')
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

/** Which card it is, and its balance before and after. */
function useChanges() {
  const format = useFormat()
  return ({ cardNumber, currency, before, after }: Row, names: ReadonlyMap<string, string>) => {
    const number = groupedCardNumber(cardNumber ?? '')
    const card = number === '' ? [] : [{ field: 'card_number', before: null, after: number }]
    if (before === null || after === null) return card
    const points = {
      ...{
        field: names.get(currency ?? '') ?? '',
        before: format.number(before),
        after: format.number(after),
      },
    }
    return [...card, points]
  }
}
