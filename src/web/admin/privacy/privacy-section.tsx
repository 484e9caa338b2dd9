import { Select, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { liftErasure } from '#contract/endpoints/rights.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import forms from '../forms/forms.module.css'
import { useRefusal } from '../forms/refusal.ts'
import { SectionHead } from '../settings/section-head.tsx'
import settings from '../settings/settings.module.css'
import classes from './privacy.module.css'

/** Where everything is that people may ask of a business. */
export function PrivacySection() {
  const { t } = useTranslation('rights')
  return (
    <>
      <SectionHead name="privacy" />
      <div className={forms.part}>
        <Section heading={t('privacy.people')}>
          <ul className={settings.rows}>
            <li className={settings.row}>
              <span className={settings.rowName}>
                <Link to="/customers">{t('privacy.export.name')}</Link>
              </span>
              <span className={settings.rowSummary}>{t('privacy.export.what')}</span>
            </li>
            {(['storage', 'processing', 'audit'] as const).map((name) => (
              <li key={name} className={settings.row}>
                <span className={settings.rowName}>
                  <Link to="/settings/$section" params={{ section: name }}>
                    {t(`privacy.${name}.name`)}
                  </Link>
                </span>
                <span className={settings.rowSummary}>{t(`privacy.${name}.what`)}</span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
      <div className={forms.part}>
        <ComeBack />
      </div>
      <p className={`${forms.hint} ${forms.below}`}>{t('privacy.advice')}</p>
    </>
  )
}

const kinds = ['email', 'phone', 'card_number', 'external_id'] as const
type Kind = (typeof kinds)[number]

function ComeBack() {
  const { t } = useTranslation(['rights', 'customers'])
  const refusal = useRefusal()
  const [kind, setKind] = useState<Kind>('email')
  const [value, setValue] = useState('')
  const lifting = useAction(liftErasure, {
    onDone: () => {
      toast(t('privacy.lifted'))
      setValue('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (value.trim() !== '') lifting.mutate({ body: { kind, value: value.trim() } })
  }
  return (
    <Section heading={t('privacy.comeBack')}>
      <p className={forms.hint}>{t('privacy.comeBackWhat')}</p>
      <form className={classes.lift} onSubmit={submit}>
        <Select
          label={t('privacy.kind')}
          data={kinds.map((one) => ({ value: one, label: t(`customers:identity.${one}`) }))}
          value={kind}
          onChange={(chosen) => setKind(kinds.find((one) => one === chosen) ?? 'email')}
          allowDeselect={false}
        />
        <TextInput
          label={t('privacy.value')}
          value={value}
          maxLength={200}
          spellCheck={false}
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
        />
        <Button type="submit" busy={lifting.isPending}>
          {t('privacy.lift')}
        </Button>
      </form>
      {lifting.error && (
        <Refusal place="below">
          {lifting.error.code === 'erased_identity_not_found'
            ? t('privacy.notErased')
            : refusal(lifting.error)}
        </Refusal>
      )}
    </Section>
  )
}
