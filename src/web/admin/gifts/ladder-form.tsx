import { Trans, useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { EditableWord } from '../../design/editable-word.tsx'
import { Section } from '../../design/section.tsx'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { useMoneyWord } from '../writing/money-word.tsx'
import { NameWord } from '../writing/name-word.tsx'
import { SentenceForm } from '../writing/sentence-form.tsx'
import classes from '../writing/writing.module.css'
import { faultOf, type LadderDraft, type LadderPartProps } from './ladder-draft.ts'
import { LadderRound } from './ladder-round.tsx'

type LadderFormProps = {
  start: LadderDraft
  action: { isPending: boolean; error: Problem | null }
  onSend: (draft: LadderDraft) => void
  onCancel: () => void
}

/** A gift ladder as sentences: how it counts, and round for round what there is. */
export function LadderForm(sending: LadderFormProps) {
  const { t } = useTranslation('gifts')
  const refusalWords = useRefusalWords()
  const missingOf = (draft: LadderDraft) => {
    const found = faultOf(draft)
    return found && t(`ladder.fault.${found}`)
  }
  return (
    <SentenceForm
      {...sending}
      missingOf={missingOf}
      refusalWords={refusalWords}
      word={t('ladder.save')}
    >
      {({ draft, put, onFault }) => (
        <>
          <Section heading={t('ladder.sentences')} note={t('ladder.hint')}>
            <HowItCounts draft={draft} onChange={put} onFault={onFault} />
          </Section>
          {draft.rounds.map((_, round) => (
            <LadderRound
              // biome-ignore lint/suspicious/noArrayIndexKey: a round is its number
              key={round}
              draft={draft}
              round={round}
              onChange={put}
              onFault={onFault}
            />
          ))}
          <div>
            <Button
              kind="word"
              onClick={() => put({ rounds: [...draft.rounds, draft.rounds.at(-1)!] })}
            >
              {t('ladder.addRound')}
            </Button>
          </div>
        </>
      )}
    </SentenceForm>
  )
}

function HowItCounts({ draft, onChange, onFault }: LadderPartProps) {
  const { t } = useTranslation('gifts')
  const moneyWord = useMoneyWord(onFault)
  const { name, counts, amountMin } = draft
  return (
    <div className={classes.sentences}>
      <p>
        <Trans
          t={t}
          i18nKey="ladder.name"
          components={{
            name: <NameWord name={name} onChange={(text) => onChange({ name: text })} />,
          }}
        />
      </p>
      <p>
        <Trans
          t={t}
          i18nKey="ladder.counts"
          components={{
            counts: (
              <EditableWord
                label={t('ladder.countsLabel')}
                value={counts}
                shown={t(`ladder.counted.${counts}`)}
                options={(['visits', 'purchases'] as const).map((value) => ({
                  value,
                  word: t(`ladder.counted.${value}`),
                }))}
                onChange={(chosen) =>
                  onChange({ counts: chosen === 'purchases' ? 'purchases' : 'visits' })
                }
              />
            ),
            min: moneyWord({
              label: t('ladder.minLabel'),
              amount: amountMin === 0 ? null : amountMin,
              none: t('ladder.minAny'),
              some: (amount) => t('ladder.minSome', { amount }),
              onChange: (minor) => onChange({ amountMin: minor ?? 0 }),
            }),
          }}
        />
      </p>
    </div>
  )
}
