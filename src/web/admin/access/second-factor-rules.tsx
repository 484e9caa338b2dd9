import { Checkbox } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readSession } from '#contract/endpoints/session.ts'
import { readSignInRules, setSignInRules } from '#contract/endpoints/sign-in-rules.ts'
import { roles } from '#contract/permissions.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import forms from '../forms/forms.module.css'
import { useSending } from '../forms/use-sending.ts'
import { Loaded } from '../loaded.tsx'
import classes from './access.module.css'

/** Whose role asks for more than a password. */
export function SecondFactorRules() {
  const { t } = useTranslation('access')
  const rules = useCall(readSignInRules, {})
  return (
    <Section heading={t('rules.heading')}>
      <Loaded reply={rules} shape="rows">
        {(known) => <RulesForm key={known.secondFactorRoles.join()} known={known} />}
      </Loaded>
    </Section>
  )
}

function RulesForm({ known }: { known: WireReply<typeof readSignInRules> }) {
  const { t } = useTranslation(['access', 'settings'])
  const form = useForm({ initialValues: known })
  const { send, busy, refusal } = useSending(setSignInRules, {
    changes: [readSignInRules, readSession],
    form,
    onDone: () => toast(t('access:rules.done')),
  })
  return (
    <form onSubmit={form.onSubmit((body) => send({ body }))} noValidate>
      <p className={forms.hint}>{t('access:rules.hint')}</p>
      <Checkbox.Group
        aria-label={t('access:rules.heading')}
        {...form.getInputProps('secondFactorRoles')}
      >
        <div className={classes.choices}>
          {roles.map((role) => (
            <Checkbox key={role} value={role} label={t(`settings:roles.${role}.name`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Refusal>{refusal}</Refusal>
      <div className={forms.note}>
        <Button type="submit" busy={busy} disabled={!form.isDirty()}>
          {t('access:rules.do')}
        </Button>
      </div>
    </form>
  )
}
