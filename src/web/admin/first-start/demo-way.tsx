import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '../../design/button.tsx'
import { Progress } from '../../design/progress.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { PageFailed } from '../page-failed.tsx'
import classes from './first-start.module.css'
import type { Demo } from './use-demo.ts'

/** The invented café, from the wish to see it until it stands. */
export function DemoWay({ demo }: { demo: Demo }) {
  if (demo.isUnderWay) return <Filling demo={demo} />
  return <Offer demo={demo} />
}

function Filling({ demo: { state, cancel } }: { demo: Demo }) {
  const { t } = useTranslation('first-start')
  const { customers, events, share } = state
  return (
    <Progress
      label={t('demo.label')}
      count={t('demo.count', { customers, events })}
      done={share}
      total={1}
      onCancel={cancel}
    />
  )
}

function Offer({ demo }: { demo: Demo }) {
  const { t } = useTranslation('first-start')
  const { state, start, isStarting, problem } = demo
  const isStopped = state.status === 'canceled' || state.status === 'failed'
  const isRefused = problem?.code === 'database_not_empty'
  return (
    <Section heading={t('demo.heading')}>
      <div className={classes.way}>
        <p className={classes.cafe}>{t('demo.sentence')}</p>
        <p>{t('demo.words')}</p>
        {isStopped && <p>{state.status === 'failed' ? t('demo.failed') : t('demo.stopped')}</p>}
        {isRefused && <Refusal>{t('demo.notEmpty')}</Refusal>}
        {problem && !isRefused && <PageFailed error={problem} onRetry={start} />}
        <div className={classes.actions}>
          {!isRefused && (
            <Button busy={isStarting} onClick={start}>
              {isStopped ? t('demo.goOn') : t('demo.start')}
            </Button>
          )}
          {(isStopped || isRefused) && (
            <Link to="/" className={buttonClass('plain')}>
              {t('demo.overview')}
            </Link>
          )}
        </div>
        <p className={classes.hint}>{t('demo.hint')}</p>
      </div>
    </Section>
  )
}
