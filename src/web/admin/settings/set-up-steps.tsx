import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readSetUp } from '#contract/endpoints/analytics.ts'
import { useCall } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import { Loaded } from '../loaded.tsx'
import { placeOf, type SetUpStep } from './set-up-places.ts'
import classes from './settings.module.css'

/** Every step of the set-up, done or not, each leading to where it is done. */
export function SetUpSteps() {
  const { t } = useTranslation('settings')
  const setUp = useCall(readSetUp, {})
  return (
    <Loaded reply={setUp} shape="rows">
      {({ done, steps }) => (
        <Section
          heading={
            done === steps.length
              ? t('setUp.complete')
              : t('setUp.heading', { done, count: steps.length })
          }
        >
          <ul className={classes.rows}>
            {steps.map((step) => (
              <Step key={step.key} step={step} />
            ))}
          </ul>
        </Section>
      )}
    </Loaded>
  )
}

function Step({ step: { key, done, gaps } }: { step: SetUpStep }) {
  const { t } = useTranslation('settings')
  const open = gaps > 0 ? t('setUp.gaps', { count: gaps }) : t(`setUp.step.${key}.open`)
  return (
    <li className={classes.row}>
      <span className={classes.rowName}>
        <Link {...placeOf(key)}>{t(`setUp.step.${key}.name`)}</Link>
      </span>
      <span className={done ? classes.rowSummary : classes.rowLeft}>
        {done ? t('setUp.done') : open}
      </span>
    </li>
  )
}
