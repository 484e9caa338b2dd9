import { Checkbox, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readSetUp } from '#contract/endpoints/analytics.ts'
import { listTerms, publishTerms, termsNoticeDays } from '#contract/endpoints/portal-settings.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { useSending } from '../forms/use-sending.ts'
import { Loaded } from '../loaded.tsx'

type Version = WireReply<typeof listTerms>['items'][number]

const dayMillis = 86_400_000

/** The terms of membership, version after version; none of them ever changes. */
export function Terms() {
  const { t } = useTranslation('portal-office')
  const terms = useCall(listTerms, {})
  const [isWriting, write] = useState(false)
  return (
    <div className={forms.part}>
      <Section
        heading={t('terms.heading')}
        note={t('terms.note')}
        aside={
          <Button kind="word" onClick={() => write(true)}>
            {t('terms.add')}
          </Button>
        }
      >
        <Loaded reply={terms} shape="rows">
          {({ items }) => (
            <>
              {items.length === 0 ? (
                <p className={forms.text}>{t('terms.none')}</p>
              ) : (
                <Versions items={items} />
              )}
              {isWriting && <Publish latest={items[0]} onClose={() => write(false)} />}
            </>
          )}
        </Loaded>
      </Section>
    </div>
  )
}

function Versions({ items }: { items: readonly Version[] }) {
  const { t } = useTranslation('portal-office')
  const format = useFormat()
  return (
    <DataTable
      label={t('terms.heading')}
      rows={items}
      rowKey={({ version }) => String(version)}
      name={{ head: t('terms.version'), cell: ({ version }) => format.number(version) }}
      columns={[
        {
          ...{ key: 'from', head: t('terms.validFrom'), phone: 'main' },
          cell: ({ validFrom }) => format.date(validFrom),
        },
        {
          ...{ key: 'accepted', head: t('terms.accepted'), kind: 'number', phone: 'detail' },
          cell: ({ accepted }) => format.number(accepted),
        },
      ]}
    />
  )
}

function Publish({ latest, onClose }: { latest: Version | undefined; onClose: () => void }) {
  const { t } = useTranslation(['portal-office', 'frame'])
  const form = useForm({
    initialValues: { wording: latest?.wording ?? { de: '', en: '' }, worse: false },
  })
  const { send, busy, refusal } = useSending(publishTerms, {
    changes: [listTerms, readSetUp],
    places: { terms_with_gaps: 'wording.de' },
    form,
    onDone: () => {
      toast(t('terms.published'))
      onClose()
    },
  })
  // A day more, since the clocks of two machines are never the same.
  const noticed = () => new Date(Date.now() + (termsNoticeDays + 1) * dayMillis).toISOString()
  return (
    <FormDialog
      title={t('terms.addTitle')}
      word={t('terms.publish')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit(({ wording, worse }) =>
        send({ body: { wording, worse, ...(worse && { validFrom: noticed() }) } }),
      )}
    >
      <p className={forms.hint}>{t('terms.advice')}</p>
      {(['de', 'en'] as const).map((language) => (
        <Textarea
          key={language}
          label={t(`frame:language.${language}`)}
          rows={8}
          maxLength={50_000}
          {...form.getInputProps(`wording.${language}`)}
        />
      ))}
      <Checkbox
        label={t('terms.worse')}
        description={t('terms.worseHint', { count: termsNoticeDays })}
        {...form.getInputProps('worse', { type: 'checkbox' })}
      />
    </FormDialog>
  )
}
