import { Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import {
  printProcessingRecord,
  readProcessingRecord,
  writeProcessingRecord,
} from '#contract/endpoints/processing-record.ts'
import { addressOf, useAction, useCall } from '../../client/index.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import forms from '../forms/forms.module.css'
import { useRefusal } from '../forms/refusal.ts'
import { Loaded } from '../loaded.tsx'
import { SectionHead } from '../settings/section-head.tsx'
import classes from './privacy.module.css'

type Recorded = WireReply<typeof readProcessingRecord>

/** The record of processing activities: written by the configuration, completed by hand. */
export function ProcessingSection() {
  const { t, i18n } = useTranslation('rights')
  const record = useCall(readProcessingRecord, {})
  const language = i18n.language.startsWith('en') ? 'en' : 'de'
  const print = (
    <a
      className={buttonClass('outlined')}
      href={addressOf(printProcessingRecord, {}, { language })}
      download
    >
      {t('processing.print')}
    </a>
  )
  return (
    <>
      <SectionHead name="processing" actions={print} />
      <Loaded reply={record} shape="rows">
        {(known) => <RecordForm known={known} />}
      </Loaded>
    </>
  )
}

function RecordForm({ known }: { known: Recorded }) {
  const { t } = useTranslation('rights')
  const refusal = useRefusal()
  const remarks = Object.fromEntries(
    known.activities.map(({ activity, remark }) => [activity, remark]),
  )
  const { controller, contact, officer } = known
  const form = useForm({ initialValues: { controller, contact, officer, remarks } })
  const action = useAction(writeProcessingRecord, {
    changes: [readProcessingRecord],
    onDone: () => toast(t('processing.saved')),
  })
  return (
    <form onSubmit={form.onSubmit((body) => action.mutate({ body }))} noValidate>
      <div className={forms.part}>
        <Section heading={t('processing.said')}>
          <div className={forms.fields}>
            {(['controller', 'contact', 'officer'] as const).map((field) => (
              <TextInput
                key={field}
                label={t(`record.${field}`)}
                maxLength={500}
                {...form.getInputProps(field)}
              />
            ))}
          </div>
        </Section>
      </div>
      <div className={forms.part}>
        <Section heading={t('processing.activities')}>
          <div className={classes.remarks}>
            {known.activities.map((activity) => (
              <Activity key={activity.activity} activity={activity}>
                <Textarea
                  aria-label={t('processing.remarkOf', {
                    name: t(`activities.${activity.activity}.name`),
                  })}
                  placeholder={t('processing.remark')}
                  maxLength={2000}
                  autosize
                  {...form.getInputProps(`remarks.${activity.activity}`)}
                />
              </Activity>
            ))}
          </div>
        </Section>
      </div>
      {action.error && <Refusal>{refusal(action.error)}</Refusal>}
      <div className={forms.part}>
        <Button kind="main" type="submit" busy={action.isPending}>
          {t('processing.save')}
        </Button>
      </div>
      <p className={`${forms.hint} ${forms.below}`}>{t('record.advice')}</p>
    </form>
  )
}

type ActivityProps = { activity: Recorded['activities'][number]; children: ReactNode }

function Activity({ activity: { activity, recipients, periods }, children }: ActivityProps) {
  const { t } = useTranslation('rights')
  const kept = periods.map(({ kind, keepDays }) => {
    const stays = keepDays === null ? t('record.unlimited') : t('storage.days', { count: keepDays })
    return `${t(`kinds.${kind}.name`)}: ${stays}`
  })
  return (
    <div className={classes.activity}>
      <h3>{t(`activities.${activity}.name`)}</h3>
      <p>{t(`activities.${activity}.purpose`)}</p>
      <p>{t(`activities.${activity}.data`)}</p>
      <p>
        {t('record.recipients')}: {[t('record.own'), ...recipients].join(', ')}
      </p>
      <p>{kept.join(' · ')}</p>
      {children}
    </div>
  )
}
