import { NativeSelect, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listConsentTexts } from '#contract/endpoints/consent-texts.ts'
import { listConsents, recordConsent } from '#contract/endpoints/consents.ts'
import {
  type ConsentChannel,
  type ConsentSource,
  consentChannels,
  consentSources,
} from '#contract/language/consent.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Dialog } from '../../design/dialog.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useMay } from '../session.ts'
import classes from './consents.module.css'
import { useLanguageName } from './use-consent-words.ts'

type Purposes = WireReply<typeof listConsentTexts>['items']
type Props = { customerId: string; onClose: () => void }

/** A yes from a signed sheet, or a no however it was said. */
export function RecordConsent({ customerId, onClose }: Props) {
  const { t } = useTranslation('consents')
  const may = useMay()
  const purposes = useCall(listConsentTexts, {}).data?.items
  if (purposes === undefined) return null
  if (purposes.length > 0) {
    return <RecordForm customerId={customerId} purposes={purposes} onClose={onClose} />
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('record.title')}>
      <p>{t('record.nothing')}</p>
      {may('consents:define') && (
        <p>
          <Link to="/settings/$section" params={{ section: 'consents' }}>
            {t('record.toSettings')}
          </Link>
        </p>
      )}
    </Dialog>
  )
}

type Draft = {
  act: 'granted' | 'withdrawn'
  purpose: string
  channel: ConsentChannel
  textId: string
  form: string
  source: ConsentSource
  on: string
  note: string
}

type FormProps = Props & { purposes: Purposes }

function RecordForm({ customerId, purposes, onClose }: FormProps) {
  const { t } = useTranslation('consents')
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(purposes))
  const [isFormMissing, setFormMissing] = useState(false)
  const action = useAction(recordConsent, {
    changes: [listConsents],
    onDone: () => {
      toast(t('record.saved'))
      onClose()
    },
  })
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const isYes = draft.act === 'granted'
  const asked = purposes.filter(({ archived }) => !isYes || !archived)
  const purpose = asked.find((one) => one.purpose === draft.purpose) ?? asked[0]
  return (
    <FormDialog
      title={t('record.title')}
      word={t('record.save')}
      busy={action.isPending}
      refusal={action.error && t('record.failed')}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        const lacksForm = isYes && draft.form.trim() === ''
        setFormMissing(lacksForm)
        if (lacksForm || !purpose) return
        action.mutate({ params: { customerId }, body: bodyOf(draft, purpose) })
      }}
    >
      <Segmented
        label={t('record.what')}
        value={draft.act}
        options={(['granted', 'withdrawn'] as const).map((value) => ({
          value,
          word: t(`record.${value}`),
        }))}
        onChange={(act) => set({ act })}
      />
      <NativeSelect
        label={t('record.purpose')}
        value={purpose?.purpose ?? ''}
        data={asked.map(({ purpose: value, label }) => ({ value, label }))}
        onChange={({ currentTarget }) => set({ purpose: currentTarget.value })}
      />
      <NativeSelect
        label={t('record.channel')}
        value={draft.channel}
        data={consentChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        onChange={({ currentTarget }) =>
          // The options are the channels.
          set({ channel: currentTarget.value as ConsentChannel })
        }
      />
      {isYes && purpose ? (
        <YesFields draft={draft} purpose={purpose} isFormMissing={isFormMissing} onChange={set} />
      ) : (
        <NoFields draft={draft} onChange={set} />
      )}
      <TextInput
        type="date"
        label={t('record.on')}
        value={draft.on}
        max={today()}
        onChange={({ currentTarget }) => set({ on: currentTarget.value })}
      />
    </FormDialog>
  )
}

type YesProps = {
  draft: Draft
  purpose: Purposes[number]
  isFormMissing: boolean
  onChange: (change: Partial<Draft>) => void
}

function YesFields({ draft, purpose, isFormMissing, onChange }: YesProps) {
  const { t } = useTranslation('consents')
  const languageName = useLanguageName()
  const text = textOf(draft, purpose)
  return (
    <>
      <NativeSelect
        label={t('record.text')}
        value={text?.id ?? ''}
        data={purpose.texts.map(({ id, language, version }) => ({
          value: id,
          label: t('record.textOf', { language: languageName(language), version }),
        }))}
        onChange={({ currentTarget }) => onChange({ textId: currentTarget.value })}
      />
      {text && <p className={classes.wording}>{text.wording}</p>}
      <TextInput
        label={t('record.form')}
        description={t('record.formHint')}
        maxLength={200}
        value={draft.form}
        error={isFormMissing && draft.form.trim() === '' && t('record.formMissing')}
        onChange={({ currentTarget }) => onChange({ form: currentTarget.value })}
      />
    </>
  )
}

type NoProps = { draft: Draft; onChange: (change: Partial<Draft>) => void }

function NoFields({ draft, onChange }: NoProps) {
  const { t } = useTranslation('consents')
  return (
    <>
      <NativeSelect
        label={t('record.source')}
        value={draft.source}
        data={consentSources.map((value) => ({ value, label: t(`source.${value}`) }))}
        onChange={({ currentTarget }) =>
          // The options are the sources.
          onChange({ source: currentTarget.value as ConsentSource })
        }
      />
      <TextInput
        label={t('record.note')}
        maxLength={500}
        value={draft.note}
        onChange={({ currentTarget }) => onChange({ note: currentTarget.value })}
      />
    </>
  )
}

const today = () => new Date().toISOString().slice(0, 10)

const emptyDraft = (purposes: Purposes): Draft => ({
  act: 'granted',
  purpose: purposes.find(({ archived }) => !archived)?.purpose ?? '',
  channel: 'email',
  textId: '',
  form: '',
  source: 'in_person',
  on: today(),
  note: '',
})

const textOf = ({ textId }: Draft, { texts }: Purposes[number]) =>
  texts.find(({ id }) => id === textId) ?? texts[0]

/** Of a day that is not today nobody knows the hour: it was said at noon. */
const momentOf = (on: string) =>
  on === '' || on === today() ? {} : { occurredAt: `${on}T12:00:00Z` }

function bodyOf(draft: Draft, purpose: Purposes[number]) {
  const { act, channel, form, note, on } = draft
  const said = { purpose: purpose.purpose, channel, act, ...momentOf(on) }
  if (act === 'withdrawn') {
    const statement = note.trim() && { proof: { kind: 'statement' as const, text: note.trim() } }
    return { ...said, source: draft.source, ...statement }
  }
  const text = textOf(draft, purpose)
  return {
    ...said,
    source: 'paper' as const,
    ...(text && { textId: text.id }),
    proof: { kind: 'form' as const, form: form.trim() },
  }
}
