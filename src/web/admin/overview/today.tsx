import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readToday } from '#contract/endpoints/analytics.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { TaskList } from '../../design/task-list.tsx'
import words from '../../design/words.module.css'
import { useMaySeeCustomers } from '../analytics/behind.ts'
import { Loaded } from '../loaded.tsx'
import classes from './overview.module.css'
import type { Overview } from './overview.ts'
import { useRhythmWords } from './rhythm-words.ts'

type Task = WireReply<typeof readToday>['tasks'][number]

/** What waits today, with names; at most five. */
export function Today({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const maySee = useMaySeeCustomers()
  const today = useCall(readToday, {}, { enabled: maySee })
  const isSilent = overview.sources.stores.some(({ silent }) => silent)
  return (
    <Section heading={t('today.heading')}>
      {maySee ? (
        <Loaded reply={today} shape="rows">
          {({ tasks }) => (
            <>
              {tasks.length > 0 ? (
                <Tasks tasks={tasks} />
              ) : (
                <p className={words.sm}>{t('today.nothing')}</p>
              )}
              {isSilent && (
                <p className={`${words.xs} ${words.muted}`}>{t('today.withoutSilent')}</p>
              )}
            </>
          )}
        </Loaded>
      ) : (
        <p className={words.sm}>{t('today.notYours')}</p>
      )}
    </Section>
  )
}

function Tasks({ tasks }: { tasks: readonly Task[] }) {
  const { t } = useTranslation('overview')
  return (
    <TaskList
      tasks={tasks.map((task) => {
        const { customerId, name, shown } = task.customer
        const called = name ?? shown ?? t('today.nameless')
        const to = { to: '/customers/$customerId', params: { customerId } } as const
        return {
          key: `${task.key} ${customerId}`,
          text: (
            <>
              <Link {...to} className={classes.name}>
                {called}
                {task.key === 'regular_away' && ':'}
              </Link>{' '}
              <TaskWords task={task} />
            </>
          ),
          action: (
            <Link {...to} aria-label={`${t('today.open')}: ${called}`}>
              {t('today.open')}
            </Link>
          ),
        }
      })}
    />
  )
}

function TaskWords({ task }: { task: Task }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const rhythm = useRhythmWords()
  switch (task.key) {
    case 'regular_away': {
      const said =
        task.usualGapDays === null
          ? t('today.came', { times: rhythm.times(task.visits), ago: rhythm.ago(task.awayDays) })
          : t('today.away', {
              usual: rhythm.usual(task.usualGapDays),
              since: rhythm.since(task.awayDays),
            })
      return task.store ? `${said} ${task.store.name}.` : said
    }
    case 'birthday':
      if (task.inDays === 0) return t('today.birthdayToday')
      if (task.inDays === 1) return t('today.birthdayTomorrow')
      return t('today.birthday', {
        weekday: format.weekday(task.day),
        date: format.dayAndMonth(task.day),
      })
  }
}
