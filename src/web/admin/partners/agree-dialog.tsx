import { Select, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agree, listAgreements, listPartners, readPartner } from '#contract/endpoints/partners.ts'
import { useAction, useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { ChoiceField } from '../forms/choice-field.tsx'
import { useToday } from '../forms/dates.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { UnitField } from '../forms/unit-field.tsx'
import type { Reward } from '../rewards/reward.ts'
import { amountText } from '../writing/typed-numbers.ts'
import { type AgreementDraft, agreedOf, isTermsFault, owing } from './agreement-draft.ts'
import type { Agreement } from './partner.ts'
import classes from './partners.module.css'
import { useRefusalWords } from './use-partner-words.ts'

type AgreeDialogProps = { reward: Reward; holds: Agreement | undefined; onClose: () => void }

/** Whose a reward is from a day on, and who owes how much for each redemption. */
export function AgreeDialog({ reward, holds, onClose }: AgreeDialogProps) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  const refusalWords = useRefusalWords()
  const today = useToday()
  const [draft, setDraft] = useState<AgreementDraft>(() => ({
    partner: holds?.partner?.key ?? '',
    owes: holds?.terms?.owes ?? 'business',
    amount:
      holds?.terms && holds.terms.owes !== 'nobody'
        ? amountText(holds.terms.amount, format.currency, format.language)
        : '',
    from: today,
  }))
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<AgreementDraft>) => setDraft((before) => ({ ...before, ...part }))
  const action = useAction(agree, {
    changes: [listAgreements, listPartners, readPartner],
    onDone: () => {
      toast(t('agreement.done', { date: format.date(draft.from) }))
      onClose()
    },
  })
  const isAmountFaulty = isTermsFault(draft, format.currency)
  const isDayFaulty = draft.from < today
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isAmountFaulty || isDayFaulty) return
    action.mutate({
      params: { rewardKey: reward.key },
      body: {
        agreed: agreedOf(draft, format.currency),
        // What holds from today on holds from now on: their clock says which day that is.
        ...(draft.from === today ? {} : { validFrom: draft.from }),
      },
    })
  }
  return (
    <FormDialog
      title={t('agreement.title', { name: reward.content.name })}
      word={t('agreement.do')}
      busy={action.isPending}
      refusal={action.error && refusalWords(action.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <PartnerField value={draft.partner} onChange={(partner) => change({ partner })} />
      {draft.partner !== '' && (
        <>
          <ChoiceField
            label={t('agreement.owes')}
            value={draft.owes}
            options={owing.map((value) => ({ value, word: t(`agreement.owing.${value}`) }))}
            onChange={(owes) => change({ owes })}
          />
          {draft.owes !== 'nobody' && (
            <UnitField
              label={t('agreement.amount')}
              unit={format.currencySymbol}
              value={draft.amount}
              error={isTried && isAmountFaulty && t('agreement.fault.amount')}
              onChange={({ target }) => change({ amount: target.value })}
            />
          )}
        </>
      )}
      <TextInput
        type="date"
        label={t('agreement.from')}
        description={t('agreement.fromHint')}
        min={today}
        value={draft.from}
        error={isTried && isDayFaulty && t('agreement.fault.day')}
        onChange={({ target }) => change({ from: target.value })}
      />
    </FormDialog>
  )
}

type PartnerFieldProps = { value: string; onChange: (partner: string) => void }

function PartnerField({ value, onChange }: PartnerFieldProps) {
  const { t } = useTranslation('partners')
  const { data } = useCall(listPartners, {})
  if (data === undefined) return null
  const offered = data.items.filter(({ key, active }) => active || key === value)
  if (offered.length === 0) {
    return (
      <p className={classes.text}>
        {t('agreement.noPartner')} <Link to="/partners">{t('agreement.toPartners')}</Link>
      </p>
    )
  }
  return (
    <Select
      label={t('agreement.partner')}
      data={[
        { value: '', label: t('agreement.nobody') },
        ...offered.map(({ key, name }) => ({ value: key, label: name })),
      ]}
      allowDeselect={false}
      value={value}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  )
}
