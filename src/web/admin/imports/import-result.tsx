import { useTranslation } from 'react-i18next'
import { type KeyValue, KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import type { OneImport } from './one-import.ts'

/** Every row of the file in one of three numbers, and whom the rows named. */
export function ImportResult({ one }: { one: OneImport }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const { result, status, fileName, fileBytes, startedAt, finishedAt } = one
  const count = (key: 'read' | 'accepted' | 'duplicates' | 'refused'): KeyValue => ({
    key,
    word: t(`end.${key}`),
    value: format.number(result[key]),
  })
  const seconds =
    startedAt && finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 : null
  return (
    <Section heading={t('end.result')}>
      <KeyValues
        lines={[
          count('read'),
          count('accepted'),
          count('duplicates'),
          count('refused'),
          {
            key: 'customers',
            word: t('end.customersWord'),
            value: result.customers === null ? t('end.notYet') : format.number(result.customers),
          },
          { key: 'anonymous', word: t('end.anonymous'), value: format.number(result.anonymous) },
          { key: 'file', word: t('end.file'), value: `${fileName}, ${format.bytes(fileBytes)}` },
          ...(finishedAt && seconds !== null
            ? [
                {
                  key: 'finished',
                  word: t(
                    status === 'canceled' || status === 'failed' ? 'end.stoppedAt' : 'end.finished',
                  ),
                  value: `${format.moment(finishedAt)} (${format.duration(seconds)})`,
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
