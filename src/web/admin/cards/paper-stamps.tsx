import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import {
  endPaperStampRule,
  paperStampsMax,
  readPaperStampRule,
  setPaperStampRule,
} from '#contract/endpoints/paper-stamps.ts'
import { readProgram } from '#contract/endpoints/programs.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import words from '../../design/words.module.css'
import { FormDialog } from '../forms/form-dialog.tsx'
import classes from './cards.module.css'
import { useCardRefusal } from './use-card-action.ts'

type Rule = WireReply<typeof readPaperStampRule>['rule']

/** Whether the till takes over stamps people have on paper. */
export function PaperStamps() {
  const { t } = useTranslation('cards')
  const format = useFormat()
  const { data } = useCall(readPaperStampRule, {})
  const [isAsking, setAsking] = useState(false)
  const ending = useAction(endPaperStampRule, { changes: [readPaperStampRule] })
  if (data === undefined) return null
  const { rule } = data
  return (
    <Section heading={t('paper.heading')} note={t('paper.note')}>
      <p className={`${words.sm} ${words.muted}`}>
        {rule === null
          ? t('paper.none')
          : t(rule.open ? 'paper.open' : 'paper.over', {
              ...{ name: rule.name, max: format.number(rule.pointsMax) },
              date: format.date(rule.lastDay),
            })}
      </p>
      <p className={classes.acts}>
        <Button kind="word" onClick={() => setAsking(true)}>
          {rule === null ? t('paper.begin') : t('paper.change')}
        </Button>
        {rule !== null && (
          <Button kind="word" onClick={() => ending.mutate({})}>
            {t('paper.end')}
          </Button>
        )}
      </p>
      {isAsking && <SetRule rule={rule} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function SetRule({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const { t } = useTranslation('cards')
  const refusal = useCardRefusal()
  const said = useCall(readProgram, {}).data?.currencies ?? []
  // With revisions to come; what is planned is called as it is now.
  const names = new Map(said.toReversed().map(({ currency: key, name }) => [key, name]))
  const [chosen, choose] = useState(rule?.currency ?? null)
  const currency = chosen ?? [...names.keys()].at(-1) ?? null
  const [max, setMax] = useState(String(rule?.pointsMax ?? 9))
  const [lastDay, setLastDay] = useState(rule?.lastDay ?? '')
  const action = useAction(setPaperStampRule, {
    changes: [readPaperStampRule],
    onDone: () => {
      toast(t('paper.done'))
      onClose()
    },
  })
  const pointsMax = Number(max)
  const isFit = pointsMax >= 1 && pointsMax <= paperStampsMax
  return (
    <FormDialog
      title={t('paper.heading')}
      word={t('paper.do')}
      busy={action.isPending}
      refusal={action.error && refusal(action.error)}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        if (currency === null || !isFit || lastDay === '') return
        action.mutate({ body: { currency, pointsMax, lastDay } })
      }}
    >
      <p>{t('paper.what')}</p>
      {names.size > 1 && (
        <Select
          label={t('paper.currency')}
          allowDeselect={false}
          data={[...names].map(([value, label]) => ({ value, label }))}
          value={currency}
          onChange={choose}
        />
      )}
      <TextInput
        label={t('paper.max')}
        inputMode="numeric"
        autoComplete="off"
        data-autofocus
        error={isFit ? null : t('paper.maxFault', { max: paperStampsMax })}
        value={max}
        onChange={({ currentTarget }) => setMax(currentTarget.value.replace(/\D/g, ''))}
      />
      <TextInput
        type="date"
        label={t('paper.lastDay')}
        required
        value={lastDay}
        onChange={({ currentTarget }) => setLastDay(currentTarget.value)}
      />
    </FormDialog>
  )
}
