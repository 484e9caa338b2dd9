import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lintProgram } from '#contract/endpoints/program-previews.ts'
import { defineEarningRule, readProgram } from '#contract/endpoints/programs.ts'
import { useAction } from '../../../client/index.ts'
import { Button } from '../../../design/button.tsx'
import { Refusal } from '../../../design/refusal.tsx'
import { Section } from '../../../design/section.tsx'
import { toast } from '../../../design/toast.tsx'
import { technicalName } from '../../forms/technical-name.ts'
import { useMay } from '../../session.ts'
import sheet from '../../writing/writing.module.css'
import { freeKey } from '../draft.ts'
import { currenciesOf, type Program, type RuleContent } from '../program.ts'
import { Refused } from '../refused.tsx'
import { RuleFields } from './rule-fields.tsx'
import { contentOfForm, formOf, type RuleForm } from './rule-form.ts'
import { RulePreview } from './rule-preview.tsx'
import classes from './rules.module.css'
import { useRuleWords } from './use-rule-words.ts'
import { useWriting } from './use-writing.ts'

type EditRuleProps = {
  /** null: it is new. */
  ruleKey: string | null
  start: RuleContent
  program: Program
  onDone: () => void
}

/** A rule with all the contract allows; above its fields the sentence they make. */
export function EditRule({ ruleKey, start, program, onDone }: EditRuleProps) {
  const { t } = useTranslation(['program', 'frame'])
  const mayDefine = useMay()('program:define')
  const writing = useWriting()
  const ruleWords = useRuleWords()
  const [form, setForm] = useState<RuleForm>(() => formOf(start, writing))
  const [isTold, tell] = useState(false)
  const read = contentOfForm(form, writing)
  const wished = technicalName(form.name) || 'rule'
  const key =
    ruleKey ??
    freeKey(
      wished,
      program.rules.map((rule) => rule.key),
    )
  const currency = currenciesOf(program).find((one) => one.currency === form.currency)
  const action = useAction(defineEarningRule, {
    changes: [readProgram, lintProgram],
    onDone: () => {
      toast(t('rules.saved'))
      onDone()
    },
  })
  const save = () => {
    tell(true)
    if ('value' in read) action.mutate({ params: { ruleKey: key }, body: read.value })
  }
  const fault = isTold && 'fault' in read ? t(`rules.fault.${read.fault}`) : null
  return (
    <>
      <Section heading={t('rules.reads')}>
        <p className={classes.lead} aria-live="polite">
          {'value' in read && currency
            ? ruleWords.whole(read.value, currency)
            : 'fault' in read && t(`rules.fault.${read.fault}`)}
        </p>
      </Section>
      <fieldset disabled={!mayDefine} style={{ display: 'contents' }}>
        <RuleFields form={form} program={program} isNew={ruleKey === null} onChange={setForm} />
      </fieldset>
      {mayDefine && 'value' in read && (
        <RulePreview ruleKey={key} content={read.value} program={program} />
      )}
      {mayDefine && (
        <div className={sheet.foot}>
          <Refusal place="foot">{fault}</Refusal>
          {action.error && <Refused problem={action.error} />}
          <Button kind="plain" onClick={onDone}>
            {t('frame:action.cancel')}
          </Button>
          <Button kind="main" busy={action.isPending} onClick={save}>
            {t('rules.save')}
          </Button>
        </div>
      )}
    </>
  )
}
