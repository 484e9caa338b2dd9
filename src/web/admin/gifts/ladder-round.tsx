import { Trans, useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { EditableWord } from '../../design/editable-word.tsx'
import { Section } from '../../design/section.tsx'
import { readCount } from '../writing/typed-numbers.ts'
import writing from '../writing/writing.module.css'
import { ArticlesWord } from './articles-word.tsx'
import { type LadderPartProps, withNextStep, withStep } from './ladder-draft.ts'
import classes from './ladder-round.module.css'

type LadderRoundProps = LadderPartProps & { round: number }

/** One round: at which purchase there is what. */
export function LadderRound(props: LadderRoundProps) {
  const { t } = useTranslation('gifts')
  const { draft, round, onChange } = props
  const steps = draft.rounds[round]?.steps ?? []
  const isLast = round === draft.rounds.length - 1
  return (
    <Section
      heading={t('ladder.round', { number: round + 1 })}
      note={isLast && t('ladder.roundNote')}
      aside={
        draft.rounds.length > 1 && (
          <Button
            kind="word"
            onClick={() => onChange({ rounds: draft.rounds.toSpliced(round, 1) })}
          >
            {t('ladder.removeRound')}
          </Button>
        )
      }
    >
      <div className={writing.sentences}>
        {steps.map((_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <Step key={place} {...props} place={place} isOnly={steps.length === 1} />
        ))}
      </div>
      <Button
        kind="word"
        className={classes.add ?? ''}
        onClick={() => onChange({ rounds: withNextStep(draft, round) })}
      >
        {t('ladder.addStep')}
      </Button>
    </Section>
  )
}

type StepProps = LadderRoundProps & { place: number; isOnly: boolean }

const countMax = 10_000

function Step({ draft, round, place, isOnly, onChange, onFault }: StepProps) {
  const { t } = useTranslation('gifts')
  const step = draft.rounds[round]?.steps[place]
  if (!step) return null
  const put = (change: Partial<typeof step>) =>
    onChange({ rounds: withStep(draft, round, place, { ...step, ...change }) })
  const takeCount = (text: string) => {
    const count = readCount(text, 1)
    const fits = count !== null && count <= countMax
    onFault(fits ? null : t('ladder.fault.count'))
    if (fits) put({ count })
  }
  const count = (
    <EditableWord
      kind="number"
      label={t('ladder.countLabel')}
      value={String(step.count)}
      onChange={takeCount}
    />
  )
  const articles = (
    <ArticlesWord articles={step.articles} onChange={(chosen) => put({ articles: chosen })} />
  )
  return (
    <div className={classes.step}>
      <p>
        <Trans t={t} i18nKey="ladder.step" components={{ count, articles }} />
      </p>
      {!isOnly && (
        <Button
          kind="word"
          aria-label={t('ladder.removeStepNamed', { count: step.count })}
          onClick={() => onChange({ rounds: withStep(draft, round, place, null) })}
        >
          {t('ladder.removeStep')}
        </Button>
      )}
    </div>
  )
}
