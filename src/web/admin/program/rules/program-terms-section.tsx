import { TagsInput } from '@mantine/core'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { readProgram, setProgramTerms } from '#contract/endpoints/programs.ts'
import { useAction } from '../../../client/index.ts'
import { Button } from '../../../design/button.tsx'
import { EditableWord } from '../../../design/editable-word.tsx'
import { Refusal } from '../../../design/refusal.tsx'
import { Section } from '../../../design/section.tsx'
import { ReadOnlyWords } from '../../../design/sentence-word.tsx'
import { toast } from '../../../design/toast.tsx'
import forms from '../../forms/forms.module.css'
import { useMay } from '../../session.ts'
import { readCount } from '../../writing/typed-numbers.ts'
import writing from '../../writing/writing.module.css'
import { textOf } from '../draft.ts'
import type { Program } from '../program.ts'
import { Refused } from '../refused.tsx'

const dayMinutes = 1440
const leapDays = ['02-28', '03-01'] as const

/** What holds for all rules. */
export function ProgramTermsSection({ terms }: { terms: Program['terms'] }) {
  const { t } = useTranslation('program')
  const mayDefine = useMay()('program:define')
  const { validFrom: _, ...saved } = terms
  const [draft, setDraft] = useState(saved)
  const [fault, setFault] = useState<string | null>(null)
  const action = useAction(setProgramTerms, {
    changes: [readProgram],
    onDone: () => toast(t('terms.saved')),
  })
  const minutes = (
    <EditableWord
      kind="number"
      label={t('terms.minutesLabel')}
      value={String(draft.visitMinutes)}
      shown={t('terms.minutes', { count: draft.visitMinutes })}
      onChange={(text) => {
        const read = readCount(text, 0)
        const fits = read !== null && read <= dayMinutes
        setFault(fits ? null : t('terms.minutesFault'))
        if (fits) setDraft({ ...draft, visitMinutes: read })
      }}
    />
  )
  const day = (
    <EditableWord
      label={t('terms.leapLabel')}
      value={draft.leapBirthday}
      shown={t(`terms.days.${draft.leapBirthday}`)}
      options={leapDays.map((value) => ({ value, word: t(`terms.days.${value}`) }))}
      onChange={(chosen) => {
        const leapBirthday = leapDays.find((one) => one === chosen)
        if (leapBirthday) setDraft({ ...draft, leapBirthday })
      }}
    />
  )
  const codes = (group: 'deposits' | 'giftCards', kind: 'categories' | 'skus', label: string) =>
    (mayDefine || draft[group][kind].length > 0) && (
      <TagsInput
        label={label}
        description={mayDefine && t('terms.tagsHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={draft[group][kind]}
        readOnly={!mayDefine}
        onChange={(values) =>
          setDraft({ ...draft, [group]: { ...draft[group], [kind]: values.map(short) } })
        }
      />
    )
  return (
    <Section heading={t('terms.heading')} note={t('terms.note')}>
      <ReadOnlyWords value={!mayDefine}>
        <div className={writing.sentences}>
          <p>
            <Trans t={t} i18nKey="terms.visit" components={{ minutes }} />
          </p>
          <p>
            <Trans t={t} i18nKey="terms.leap" components={{ day }} />
          </p>
        </div>
      </ReadOnlyWords>
      <div className={forms.fields}>
        {codes('deposits', 'categories', t('terms.deposits'))}
        {codes('deposits', 'skus', t('terms.depositSkus'))}
        {codes('giftCards', 'categories', t('terms.giftCards'))}
        {codes('giftCards', 'skus', t('terms.giftCardSkus'))}
      </div>
      <Refusal place="below">{fault}</Refusal>
      {action.error && <Refused problem={action.error} />}
      {mayDefine && textOf(draft) !== textOf(saved) && (
        <Button busy={action.isPending} onClick={() => action.mutate({ body: draft })}>
          {t('terms.save')}
        </Button>
      )}
    </Section>
  )
}

const short = (code: string) => code.trim().slice(0, 64)
