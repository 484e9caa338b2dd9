import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { changeConsentPurpose, listConsentTexts } from '#contract/endpoints/consent-texts.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { toast } from '../../design/toast.tsx'
import { useActsColumn } from '../acts-column.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { SectionHead } from '../settings/section-head.tsx'
import { AddText } from './add-text.tsx'
import classes from './consents.module.css'
import { useLanguageName } from './use-consent-words.ts'

type Purpose = WireReply<typeof listConsentTexts>['items'][number]

/** What customers are asked for, and in which words. */
export function ConsentsSection() {
  const { t } = useTranslation('consents')
  const purposes = useCall(listConsentTexts, {})
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button kind="main" onClick={() => setAdding(true)}>
      {t('settings.add')}
    </Button>
  )
  return (
    <>
      <SectionHead name="consents" actions={add} />
      <div className={forms.part}>
        <Loaded reply={purposes} shape="rows">
          {({ items }) =>
            items.length === 0 ? (
              <StateEmpty>{t('settings.empty')}</StateEmpty>
            ) : (
              <Section heading={t('settings.list')} note={t('settings.advice')} notePlace="below">
                <PurposeTable purposes={items} />
              </Section>
            )
          }
        </Loaded>
      </div>
      {isAdding && <AddText purpose={null} onClose={() => setAdding(false)} />}
    </>
  )
}

function PurposeTable({ purposes }: { purposes: readonly Purpose[] }) {
  const { t } = useTranslation('consents')
  const format = useFormat()
  const languageName = useLanguageName()
  const [changed, setChanged] = useState<Purpose | null>(null)
  const archiving = useArchiving()
  const acts = useActsColumn<Purpose>((purpose) => (
    <>
      <Button kind="word" onClick={() => setChanged(purpose)}>
        {t('settings.newText')}
      </Button>
      <Button kind="word" onClick={() => archiving(purpose)}>
        {purpose.archived ? t('settings.restore') : t('settings.archive')}
      </Button>
    </>
  ))
  const latest = ({ texts }: Purpose) =>
    texts.filter(({ language }, index) => texts[index - 1]?.language !== language)
  return (
    <>
      <DataTable
        label={t('settings.list')}
        rows={purposes}
        rowKey={({ purpose }) => purpose}
        name={{
          head: t('settings.label'),
          cell: ({ label, archived }) => (
            <span className={forms.anywhere}>
              {label}
              {archived && <span className={forms.muted}>, {t('settings.archived')}</span>}
            </span>
          ),
        }}
        columns={[
          {
            ...{ key: 'wording', head: t('settings.wording'), phone: 'detail' },
            cell: (purpose) => (
              <span className={forms.anywhere}>{latest(purpose)[0]?.wording}</span>
            ),
          },
          {
            ...{ key: 'version', head: t('settings.versions'), phone: 'main' },
            cell: (purpose) =>
              latest(purpose)
                .map(({ language, version }) =>
                  t('settings.version', { language: languageName(language), version }),
                )
                .join(', '),
          },
          {
            ...{ key: 'since', head: t('settings.since') },
            cell: (purpose) => {
              const [first] = latest(purpose)
              return first && <span className={classes.small}>{format.date(first.createdAt)}</span>
            },
          },
          acts,
        ]}
      />
      {changed && <AddText purpose={changed} onClose={() => setChanged(null)} />}
    </>
  )
}

function useArchiving() {
  const { t } = useTranslation('consents')
  const action = useAction(changeConsentPurpose, {
    changes: [listConsentTexts],
    onDone: ({ label, archived }) =>
      toast(t(archived ? 'settings.archivedToast' : 'settings.restoredToast', { label })),
  })
  return ({ purpose, archived }: Purpose) =>
    action.mutate({ params: { purpose }, body: { archived: !archived } })
}
