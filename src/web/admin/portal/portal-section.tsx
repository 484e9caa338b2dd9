import { Checkbox, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { readSetUp } from '#contract/endpoints/analytics.ts'
import {
  type LegalDrafts,
  type PortalSettings,
  readLegalDrafts,
  readPortalSettings,
  updatePortalSettings,
} from '#contract/endpoints/portal-settings.ts'
import { gapsIn } from '#contract/language/gaps.ts'
import { languages } from '#locales/language.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import forms from '../forms/forms.module.css'
import { useSending } from '../forms/use-sending.ts'
import { Loaded } from '../loaded.tsx'
import { SaveRow } from '../settings/save-row.tsx'
import { SectionHead } from '../settings/section-head.tsx'
import { MailServer } from './mail-server.tsx'
import { Terms } from './terms.tsx'

const texts = ['imprint', 'privacy', 'accessibility'] as const

/** What guests meet at the first address: whether it is open, and what stands below it. */
export function PortalSection() {
  const { t } = useTranslation('portal-office')
  const reply = useCall(readPortalSettings, {})
  return (
    <>
      <SectionHead
        name="portal"
        actions={
          <a href="/" target="_blank" rel="noreferrer">
            {t('look')}
          </a>
        }
      />
      <Loaded reply={reply} shape="rows">
        {(known) => <PortalForm key={JSON.stringify(known)} known={known} />}
      </Loaded>
      <Terms />
      <MailServer />
    </>
  )
}

function PortalForm({ known }: { known: PortalSettings }) {
  const { t } = useTranslation(['portal-office', 'settings', 'frame'])
  const form = useForm({ initialValues: known })
  const { send, busy, refusal } = useSending(updatePortalSettings, {
    changes: [readPortalSettings, readSetUp],
    form,
    onDone: () => toast(t('settings:save.done')),
  })
  const gapWords = (text: string) => {
    const gaps = gapsIn(text)
    return gaps.length > 0 && t('gaps', { count: gaps.length, missing: gaps[0] })
  }
  return (
    <form onSubmit={form.onSubmit((body) => send({ body }))} noValidate>
      <div className={forms.part}>
        <Section heading={t('access')}>
          <div className={forms.stack}>
            <Checkbox
              label={t('open')}
              description={t('openHint')}
              {...form.getInputProps('open', { type: 'checkbox' })}
            />
            <Checkbox
              label={t('selfEnrollment')}
              description={t('selfEnrollmentHint')}
              {...form.getInputProps('selfEnrollment', { type: 'checkbox' })}
            />
          </div>
        </Section>
      </div>
      <div className={forms.part}>
        <Section
          heading={t('texts')}
          note={t('textsNote')}
          aside={
            <PutDrafts
              known={form.values}
              onPut={(drafts) => {
                form.setValues(drafts)
                toast(t('draftsIn'))
              }}
            />
          }
        >
          <p className={forms.hint}>{t('draftsNote')}</p>
          <div className={forms.fields}>
            {texts.flatMap((text) =>
              languages.map((language) => (
                <Textarea
                  key={`${text} ${language}`}
                  label={t('textIn', {
                    ...{ text: t(`kinds.${text}`), language: t(`frame:language.${language}`) },
                  })}
                  description={gapWords(form.values[text][language])}
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  autosize
                  minRows={6}
                  maxRows={14}
                  maxLength={50_000}
                  lang={language}
                  {...form.getInputProps(`${text}.${language}`)}
                />
              )),
            )}
          </div>
        </Section>
      </div>
      <SaveRow isOpen={form.isDirty()} busy={busy} refusal={refusal} onDiscard={form.reset} />
    </form>
  )
}

type PutDraftsProps = { known: LegalDrafts; onPut: (drafts: Partial<LegalDrafts>) => void }

/** Something to begin with, where nothing is said; what was written stays. */
function PutDrafts({ known, onPut }: PutDraftsProps) {
  const { t } = useTranslation('portal-office')
  const empty = texts.filter((text) => languages.every((one) => known[text][one].trim() === ''))
  const drafts = useCall(readLegalDrafts, {}, { enabled: empty.length > 0 })
  if (empty.length === 0 || !drafts.data) return null
  const { data } = drafts
  return (
    <Button
      kind="word"
      onClick={() => onPut(Object.fromEntries(empty.map((text) => [text, data[text]])))}
    >
      {t('drafts')}
    </Button>
  )
}
