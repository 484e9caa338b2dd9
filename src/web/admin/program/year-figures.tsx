import { useTranslation } from 'react-i18next'
import { currencyDecimals } from '#kernel/money.ts'
import { FigureRow } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { lastDayOf } from '../analytics/period-words.ts'
import { PageFailed } from '../page-failed.tsx'
import { BirthdaysNote } from './birthdays-note.tsx'
import { costOfMain, type Draft } from './draft.ts'
import { firstRewardParts } from './first-reward.ts'
import type { Simulation } from './program.ts'
import { RunProgress } from './run-progress.tsx'
import { shareNote } from './share-note.ts'
import type { RunView } from './use-run.ts'
import { useWeeksWords } from './use-weeks-words.ts'
import classes from './year-figures.module.css'

type YearFiguresProps = {
  /** As it is saved; null while nothing is changed, or not known yet. */
  before: Simulation | null
  run: RunView<Simulation>
  draft: Draft
  rewardName: string | null
}

/** A year with these rules, counted again over one's own receipts. */
export function YearFigures({ before, run, draft, rewardName }: YearFiguresProps) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const note = run.result && {
    month: format.month(run.result.start),
    date: format.date(lastDayOf(run.result.end)),
  }
  return (
    <Section heading={t('year.heading')} note={note ? t('year.note', note) : ''}>
      {run.error ? (
        <PageFailed error={run.error} onRetry={run.retry} />
      ) : run.result?.customers === 0 ? (
        <p className={words.sm}>{t('year.nobody')}</p>
      ) : run.result ? (
        <>
          <Figures before={before} after={run.result} draft={draft} rewardName={rewardName} />
          <BirthdaysNote count={run.result.birthdays} />
        </>
      ) : (
        <RunProgress run={run} label={t('year.heading')} />
      )}
    </Section>
  )
}

type FiguresProps = Pick<YearFiguresProps, 'before' | 'draft' | 'rewardName'> & {
  after: Simulation
}

function Figures({ before, after, draft, rewardName }: FiguresProps) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const weeks = useWeeksWords()
  const share = ({ costShare }: Simulation) =>
    costShare === null ? '–' : format.percent(costShare)
  const parts = firstRewardParts(after)
  const partsBefore = before && firstRewardParts(before)
  const was = (words: string) => (before ? [t('year.was', { words })] : [])
  const rewardCost = costOfMain(draft, currencyDecimals(format.currency))
  const list = (...words: (string | false)[]) => words.filter(Boolean).join('; ')
  return (
    <FigureRow>
      <Figure
        name={t('year.cost')}
        value={format.moneyRounded(after.cost)}
        note={list(
          ...was(before ? format.moneyRounded(before.cost) : ''),
          rewardCost !== null &&
            rewardName !== null &&
            t('year.perReward', { name: rewardName, amount: format.money(rewardCost) }),
        )}
      />
      <Figure
        name={t('year.share')}
        value={share(after)}
        note={list(...was(before ? share(before) : ''), t(`year.${shareNote(after)}`))}
      />
      <Figure
        name={t('year.first')}
        value={weeks(after.firstReward?.weeks?.median ?? null)}
        note={
          after.firstReward
            ? list(
                ...was(before ? weeks(before.firstReward?.weeks?.median ?? null) : ''),
                t('year.firstNote', { name: rewardName ?? '' }),
              )
            : t('year.noReward')
        }
      />
      <Figure
        name={t('year.never')}
        value={parts ? t('year.neverOf', { never: parts.never, all: parts.there }) : '–'}
        note={
          parts
            ? list(
                ...was(partsBefore ? format.number(partsBefore.never) : '–'),
                neverNote(after, t),
                t('year.reached', { count: parts.reached }),
                parts.absent > 0 && t('year.absent', { count: parts.absent }),
              )
            : t('year.noReward')
        }
      />
    </FigureRow>
  )
}

type Words = ReturnType<typeof useTranslation<'program'>>['t']

/** Most of them come too rarely; that is no fault of the program. */
function neverNote({ firstReward }: Simulation, t: Words): string {
  const once = firstReward?.never.find(({ timesThere }) => timesThere === '1')?.customers ?? 0
  return t('year.once', { count: once })
}

const Figure = ({ name, value, note }: { name: string; value: string; note: string }) => (
  <div className={classes.figure}>
    <h3>{name}</h3>
    <b>{value}</b>
    <p>{note}</p>
  </div>
)
