import { useTranslation } from 'react-i18next'
import type { imports } from '#locales/de/imports.ts'
import { Problem } from '../../client/index.ts'

type TellableCode = keyof typeof imports.refusal

const tellable = [
  'import_file_empty',
  'import_file_excel',
  'import_file_pdf',
  'import_file_compressed',
  'import_file_binary',
  'import_file_no_columns',
  'import_column_unknown',
  'import_date_column_missing',
  'import_amount_column_missing',
  'import_state',
  'import_not_found',
  'time_zone_unknown',
  'currency_unknown',
  'exchange_rate_missing',
  'caller_limited_to_stores',
  'body_too_large',
] as const satisfies readonly TellableCode[]

const isTellable = (code: string): code is TellableCode =>
  (tellable as readonly string[]).includes(code)

/** Why something about an import was refused, in one sentence. */
export function useRefusalWords() {
  const { t } = useTranslation(['imports', 'errors'])
  return (refusal: Problem | string): string => {
    const code = refusal instanceof Problem ? refusal.code : refusal
    if (isTellable(code)) return t(`refusal.${code}`)
    const kind = refusal instanceof Problem ? refusal.kind : 'unexpected'
    return `${t(`errors:title.${kind}`)} ${t(`errors:advice.${kind}`)}`
  }
}
