import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listConsentTexts } from '#contract/endpoints/consent-texts.ts'
import { consentChannels } from '#contract/language/consent.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useLanguageName } from '../consents/use-consent-words.ts'
import classes from '../imports/import-preview.module.css'
import imports from '../imports/imports.module.css'
import { ColumnSelect } from './column-choice.tsx'
import type { ColumnDraft, ConsentDraft, FileOfCustomers } from './column-draft.ts'

type Purpose = WireReply<typeof listConsentTexts>['items'][number]

type ConsentChoiceProps = {
  file: FileOfCustomers
  draft: ColumnDraft
  onChange: (draft: ColumnDraft) => void
}

/** A yes in a file counts with what was agreed to, when, and what proves it. */
export function ConsentChoice({ file, draft, onChange }: ConsentChoiceProps) {
  const { t } = useTranslation('customer-file')
  const purposes = (useCall(listConsentTexts, {}).data?.items ?? []).filter((one) => !one.archived)
  const [purpose] = purposes
  if (!purpose) return <p className={imports.words}>{t('consent.nothing')}</p>
  const { consent } = draft
  if (consent) {
    const change = (next: ConsentDraft) => onChange({ ...draft, consent: next })
    return <ConsentFields file={file} purposes={purposes} consent={consent} onChange={change} />
  }
  const begin = (): ConsentDraft => ({
    ...{ purpose: purpose.purpose, channel: 'email', textId: purpose.texts[0]?.id ?? '' },
    ...{ said: null, at: null, proof: null, form: '' },
  })
  return (
    <>
      <p className={imports.words}>{t('consent.words')}</p>
      <Button kind="outlined" onClick={() => onChange({ ...draft, consent: begin() })}>
        {t('consent.open')}
      </Button>
    </>
  )
}

type ConsentFieldsProps = {
  file: FileOfCustomers
  purposes: readonly Purpose[]
  consent: ConsentDraft
  onChange: (consent: ConsentDraft) => void
}

function ConsentFields({ file, purposes, consent, onChange }: ConsentFieldsProps) {
  const { t } = useTranslation(['customer-file', 'consents'])
  const languageName = useLanguageName()
  const texts = purposes.find(({ purpose }) => purpose === consent.purpose)?.texts ?? []
  const column = (part: 'said' | 'at' | 'proof') => (
    <ColumnSelect
      label={t(`consent.${part}`)}
      file={file}
      number={consent[part]}
      onChange={(number) => onChange({ ...consent, [part]: number })}
    />
  )
  return (
    <div className={classes.fields}>
      {column('said')}
      <NativeSelect
        label={t('consents:record.purpose')}
        value={consent.purpose}
        data={purposes.map(({ purpose, label }) => ({ value: purpose, label }))}
        onChange={({ currentTarget: { value } }) => {
          const chosen = purposes.find(({ purpose }) => purpose === value)
          onChange({ ...consent, purpose: value, textId: chosen?.texts[0]?.id ?? '' })
        }}
      />
      <NativeSelect
        label={t('consents:record.channel')}
        value={consent.channel}
        data={consentChannels.map((channel) => ({
          value: channel,
          label: t(`consents:channel.${channel}`),
        }))}
        onChange={({ currentTarget: { value } }) => {
          const channel = consentChannels.find((one) => one === value)
          if (channel) onChange({ ...consent, channel })
        }}
      />
      <NativeSelect
        label={t('consents:record.text')}
        value={consent.textId}
        data={texts.map(({ id, language, version }) => ({
          value: id,
          label: t('consents:record.textOf', { language: languageName(language), version }),
        }))}
        onChange={({ currentTarget: { value } }) => onChange({ ...consent, textId: value })}
      />
      {column('at')}
      {column('proof')}
      <TextInput
        label={t('consent.form')}
        description={t('consent.formHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        maxLength={200}
        value={consent.form}
        onChange={({ currentTarget: { value } }) => onChange({ ...consent, form: value })}
      />
    </div>
  )
}
