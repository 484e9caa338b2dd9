import { useTranslation } from 'react-i18next'
import { listAttributes } from '#contract/endpoints/attributes.ts'
import { listConsentTexts } from '#contract/endpoints/consent-texts.ts'
import { consentChannels } from '#contract/language/consent.ts'
import type { customerFile } from '#locales/de/customer-file.ts'
import { useCall } from '../../client/index.ts'

type Field = keyof typeof customerFile.field

/** The name of a column's field: one of ours, an attribute's label, or a consent in words. */
export function useFieldName() {
  const { t } = useTranslation(['customer-file', 'consents'])
  const attributes = useCall(listAttributes, {}).data?.items ?? []
  const purposes = useCall(listConsentTexts, {}).data?.items ?? []
  return (field: string): string => {
    const [kind, name = '', way = '', part] = field.split('.')
    if (kind === 'attributes') return attributes.find((one) => one.name === name)?.label ?? name
    if (kind !== 'consent') return t(`field.${field as Field}`)
    const channel = consentChannels.find((one) => one === way)
    const what = purposes.find((one) => one.purpose === name)?.label ?? name
    const consent = channel ? `${what}, ${t(`consents:channel.${channel}`)}` : what
    const isPart = part === 'at' || part === 'proof' || part === 'text' || part === 'source'
    return isPart ? t(`consent.part.${part}`, { consent }) : consent
  }
}
