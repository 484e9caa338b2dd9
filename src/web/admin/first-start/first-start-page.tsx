import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Bare } from '../bare.tsx'
import { sessionQuery, useSession } from '../session.ts'
import { DemoWay } from './demo-way.tsx'
import classes from './first-start.module.css'
import { OwnWay } from './own-way.tsx'
import { useDemo } from './use-demo.ts'

/** The first minute: one's own purchases or the demo, nothing else. */
export function FirstStartPage() {
  const { t } = useTranslation('first-start')
  const { permissions } = useSession()
  const mayImport = permissions.includes('imports:manage')
  const mayFill = permissions.includes('business:write')
  const demo = useDemo(mayFill)
  if (!mayImport && !mayFill) return <Waiting />
  if (demo.isUnderWay) {
    return (
      <Bare title={t('title')}>
        <Sentence lead={t('demo.runningWords')}>{t('demo.running')}</Sentence>
        <div className={classes.alone}>
          <DemoWay demo={demo} />
        </div>
      </Bare>
    )
  }
  return (
    <Bare title={t('title')}>
      <Sentence lead={t('lead')}>{t('sentence')}</Sentence>
      <div className={classes.ways}>
        {mayImport && <OwnWay />}
        {mayFill && <DemoWay demo={demo} />}
      </div>
      {permissions.includes('program:begin') && (
        <p className={classes.alone}>
          {t('card.without')} <Link to="/start">{t('card.do')}</Link>
        </p>
      )}
    </Bare>
  )
}

function Waiting() {
  const { t } = useTranslation('first-start')
  const queries = useQueryClient()
  return (
    <Bare title={t('title')}>
      <Sentence
        lead={t('waiting.lead')}
        links={
          <Button
            kind="word"
            onClick={async () => {
              const { business } = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
              if (!business.empty) window.location.assign('/admin/')
            }}
          >
            {t('waiting.again')}
          </Button>
        }
      >
        {t('waiting.sentence')}
      </Sentence>
    </Bare>
  )
}
