import { useTranslation } from 'react-i18next'
import type { TierLevel } from '#contract/language/tier-ladder.ts'
import { TrendLine } from '../../../design/charts/trend-line.tsx'
import { DataTable } from '../../../design/data-table.tsx'
import type { Format } from '../../../design/format.ts'
import { Halves } from '../../../design/layout.tsx'
import { Section } from '../../../design/section.tsx'
import { StateEmpty } from '../../../design/state-empty.tsx'
import words from '../../../design/words.module.css'
import { ImportsLink } from '../../imports-link.tsx'
import { BirthdaysNote } from '../birthdays-note.tsx'
import { Findings } from '../findings.tsx'
import { firstRewardParts } from '../first-reward.ts'
import type { Simulation } from '../program.ts'
import { usePointWords } from '../use-point-words.ts'
import { isInWeeks, useWeeksWords } from '../use-weeks-words.ts'
import { SimulationExamples } from './simulation-examples.tsx'
import { SimulationFigures } from './simulation-figures.tsx'
import type { Target, Wish } from './use-wish.ts'

type SimulationOutcomeProps = {
  result: Simulation
  wish: Pick<Wish, 'nameOf' | 'target'>
  /** No longer time could be asked about. */
  isLongest: boolean
  levels: readonly TierLevel[]
  /** What findings speak of, by name. */
  rules: readonly { key: string; name: string }[]
  format: Format
}

/** Fewer people make no fifths. */
const customersForFifths = 10

const places = ['first', 'second', 'third', 'fourth', 'fifth'] as const

export function SimulationOutcome(props: SimulationOutcomeProps) {
  const { result, wish, isLongest, rules } = props
  const { t } = useTranslation('program')
  if (result.customers === 0) {
    return (
      <StateEmpty action={<ImportsLink>{t('simulation.bring')}</ImportsLink>}>
        {t(isLongest ? 'simulation.nobodyEver' : 'simulation.nobody')}
      </StateEmpty>
    )
  }
  return (
    <>
      <SimulationFigures result={result} />
      <BirthdaysNote count={result.birthdays} />
      <Weeks {...props} />
      <Halves>
        <Fifths {...props} />
        {wish.target && <UntilReward {...props} target={wish.target} />}
      </Halves>
      <Tiers {...props} />
      <SimulationExamples result={result} wish={wish} />
      {result.findings.length > 0 && (
        <Section heading={t('simulation.findings')} warning>
          <Findings findings={result.findings} rules={rules} />
        </Section>
      )}
    </>
  )
}

/** Of the currency most is given of. */
function Weeks({ result, wish, format }: SimulationOutcomeProps) {
  const { t } = useTranslation('program')
  const [most] = result.points.toSorted((one, other) => other.given - one.given)
  if (!most) return null
  // The last week is not over; a value of it would look like a fall.
  const points = result.weeks.slice(0, -1).map((week) => ({
    label: format.date(week.start),
    value: week.points.find(({ currency }) => currency === most.currency)?.given ?? 0,
  }))
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return null
  const mean = points.reduce((sum, { value }) => sum + value, 0) / points.length
  const finding = t('simulation.weeksFinding', { mean: format.number(mean, mean < 10 ? 1 : 0) })
  return (
    <TrendLine
      look="section"
      title={t('simulation.weeks')}
      measured={t('simulation.weeksNote', { name: wish.nameOf(most.currency) })}
      finding={finding}
      note={finding}
      points={points}
      format={(value) => format.number(value)}
      startLabel={first.label}
      endLabel={last.label}
    />
  )
}

function Fifths({ result, format }: SimulationOutcomeProps) {
  const { t } = useTranslation('program')
  if (result.earning < customersForFifths) return null
  return (
    <Section heading={t('simulation.fifths')} note={t('simulation.fifthsNote')} notePlace="below">
      <DataTable
        density="dense"
        label={t('simulation.fifths')}
        rows={result.fifths.map((share, place) => ({ share, place: places[place] ?? 'fifth' }))}
        rowKey={({ place }) => place}
        name={{
          head: t('simulation.whoHead'),
          cell: ({ place }) => t(`simulation.fifth.${place}`),
        }}
        columns={[
          {
            key: 'share',
            head: t('simulation.shareOfCost'),
            kind: 'number',
            phone: 'main',
            cell: ({ share }) => format.percent(share),
          },
        ]}
      />
    </Section>
  )
}

type UntilRewardProps = SimulationOutcomeProps & { target: Target }

function UntilReward({ result, target, format }: UntilRewardProps) {
  const { t, i18n } = useTranslation('program')
  const pointWords = usePointWords(target.currency)
  const weeks = useWeeksWords()
  const { firstReward } = result
  const parts = firstRewardParts(result)
  if (!firstReward || !parts) return null
  const never = (size: string) =>
    firstReward.never.find(({ timesThere }) => timesThere === size)?.customers ?? 0
  return (
    <Section
      heading={t('simulation.reward', { name: target.name })}
      note={t('simulation.rewardNote', { points: pointWords(target.price) })}
    >
      {firstReward.weeks && (
        <p className={words.sm}>
          {t(
            isAbout(firstReward.weeks, weeks)
              ? 'simulation.rewardAbout'
              : 'simulation.rewardReached',
            {
              reached: firstReward.reached,
              ...between(firstReward.weeks, weeks, format),
            },
          )}
        </p>
      )}
      <p className={words.sm}>
        {t('simulation.rewardNever', { one: never('1'), few: never('2-4'), many: never('5+') })}{' '}
        {parts.absent > 0 && t('simulation.absent', { count: parts.absent })}
      </p>
      {target.cheaper.length > 0 && (
        <p className={`${words.sm} ${words.muted}`}>
          {t('simulation.cheaper', {
            list: new Intl.ListFormat(i18n.language).format(
              target.cheaper.map((one) => t('simulation.cheaperOne', one)),
            ),
          })}
        </p>
      )}
    </Section>
  )
}

type Quarters = { quarter: number; threeQuarters: number }

/** Both ends read alike. */
const isAbout = ({ quarter, threeQuarters }: Quarters, weeks: (weeks: number) => string) =>
  weeks(quarter) === weeks(threeQuarters)

/** `7` and `23 Wochen`: the unit is said once where it is the same. */
function between(
  { quarter, threeQuarters }: Quarters,
  weeks: (weeks: number) => string,
  format: Format,
) {
  const first = isInWeeks(quarter) ? format.number(Math.round(quarter)) : weeks(quarter)
  return { quarter: first, threeQuarters: weeks(threeQuarters) }
}

function Tiers({ result, levels, format }: SimulationOutcomeProps) {
  const { t } = useTranslation('program')
  if (result.tiers.length === 0) return null
  const rankOf = (level: string | null) => levels.findIndex(({ key }) => key === level)
  const nameOf = (level: string | null) =>
    level === null ? t('tiers.noLevel') : (levels.find(({ key }) => key === level)?.name ?? level)
  return (
    <Section heading={t('simulation.tiers')}>
      <DataTable
        density="dense"
        label={t('simulation.tiers')}
        rows={result.tiers.toSorted((one, other) => rankOf(one.level) - rankOf(other.level))}
        rowKey={({ level }) => level ?? ''}
        name={{ head: t('tiers.title'), cell: ({ level }) => nameOf(level) }}
        columns={[
          {
            key: 'customers',
            head: t('tiers.people'),
            kind: 'number',
            phone: 'main',
            cell: ({ customers }) => format.number(customers),
          },
        ]}
      />
    </Section>
  )
}
