import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { useMay } from '../session.ts'
import { placeOf } from '../settings/set-up-places.ts'
import type { Overview } from './overview.ts'

type SetUp = Overview['setUp']

/** What is still to be set up, the next thing first; gone once all is done. For those who set up. */
export function SetUpList({ setUp: { done, steps } }: { setUp: SetUp }) {
  const { t } = useTranslation('overview')
  const maySetUp = useMay()('business:write')
  const [next, then] = steps.filter((step) => !step.done)
  if (!next || !maySetUp) return null
  const wordsOf = ({ key, gaps }: SetUp['steps'][number]) => {
    const step = t(`setUp.step.${key}`)
    return gaps > 0 ? t('setUp.gaps', { step, count: gaps }) : step
  }
  return (
    <Section heading={t('setUp.heading', { done, count: steps.length })}>
      <p className={words.sm}>
        {t('setUp.next', { step: wordsOf(next) })}{' '}
        {then && t('setUp.afterwards', { step: wordsOf(then) })}{' '}
        <Link {...placeOf(next.key)}>{t('setUp.go')}</Link>
        {', '}
        <Link to="/settings">{t('setUp.all', { count: steps.length })}</Link>
      </p>
    </Section>
  )
}
