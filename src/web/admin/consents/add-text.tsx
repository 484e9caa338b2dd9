import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import {
  addConsentText,
  consentWordingMax,
  listConsentTexts,
} from '#contract/endpoints/consent-texts.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { isTechnicalName, technicalName } from '../forms/technical-name.ts'
import { useSending } from '../forms/use-sending.ts'
import { useSession } from '../session.ts'
import classes from './consents.module.css'
import { useLanguageName } from './use-consent-words.ts'

type AddTextProps = {
  /** null: a purpose nobody was asked for yet. */
  purpose: { purpose: string; label: string } | null
  onClose: () => void
}

const languages = ['de', 'en', 'fr', 'it', 'es', 'pl', 'tr', 'uk']

/** A purpose with its first words, or the next version of them. */
export function AddText({ purpose, onClose }: AddTextProps) {
  const { t } = useTranslation(['consents', 'settings'])
  const languageName = useLanguageName()
  const { business } = useSession()
  const form = useForm({
    initialValues: {
      label: purpose?.label ?? '',
      purpose: purpose?.purpose ?? '',
      language: useFormat().language as string,
      wording: '',
      asksAnew: false,
    },
    validate: {
      label: isNotEmpty(t('settings:fault.missing')),
      purpose: (name) => (isTechnicalName(name) ? null : t('settings:fault.technicalName')),
      wording: isNotEmpty(t('settings:fault.missing')),
    },
  })
  const { send, busy, refusal } = useSending(addConsentText, {
    changes: [listConsentTexts],
    form,
    places: { consent_text_unchanged: 'wording' },
    onDone: () => {
      toast(t('settings.saved'))
      onClose()
    },
  })
  const suggest = () =>
    form.setFieldValue('wording', t('settings.suggestion', { business: business.name || '…' }))
  return (
    <FormDialog
      title={
        purpose ? t('settings.newTextTitle', { label: purpose.label }) : t('settings.addTitle')
      }
      word={purpose ? t('settings.newTextDo') : t('settings.addDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => send({ body: values }))}
    >
      {purpose ? (
        <p className={classes.hint}>{t('settings.stays')}</p>
      ) : (
        <>
          <TextInput
            label={t('settings.label')}
            description={t('settings.labelHint')}
            maxLength={200}
            data-autofocus
            {...form.getInputProps('label')}
            onChange={({ target: { value } }) => {
              const wasSuggested = form.values.purpose === technicalName(form.values.label)
              form.setFieldValue('label', value)
              if (wasSuggested) form.setFieldValue('purpose', technicalName(value))
            }}
          />
          <TextInput
            label={t('settings.name')}
            description={t('settings.nameHint')}
            maxLength={64}
            spellCheck={false}
            {...form.getInputProps('purpose')}
          />
        </>
      )}
      <NativeSelect
        label={t('settings.language')}
        data={languages.map((value) => ({ value, label: languageName(value) }))}
        {...form.getInputProps('language')}
      />
      <Textarea
        label={t('settings.wording')}
        description={t('settings.wordingHint')}
        rows={5}
        maxLength={consentWordingMax}
        {...form.getInputProps('wording')}
      />
      {purpose && (
        <Checkbox
          label={t('settings.asksAnew')}
          description={t('settings.asksAnewHint')}
          {...form.getInputProps('asksAnew', { type: 'checkbox' })}
        />
      )}
      <p>
        <Button kind="word" onClick={suggest}>
          {t('settings.suggest')}
        </Button>
      </p>
    </FormDialog>
  )
}
