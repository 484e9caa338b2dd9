import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { useMay } from '../session.ts'
import type { SectionName } from '../settings/sections.ts'
import type { Overview } from './overview.ts'

type SetUp = Overview['setUp']
type StepKey = SetUp['steps'][number]['key']

/** What is still to be set up, the next thing first; gone once all is done. For those who set up. */
export function SetUpList({ setUp: { done, steps } }: { setUp: SetUp }) {
  const { t } = useTranslation('overview')
  const maySetUp = useMay()('business:write')
  const [next, then] = steps.filter((step) => !step.done)
  if (!next || !maySetUp) return null
  return (
    <Section heading={t('setUp.heading', { done, count: steps.length })}>
      <p className={words.sm}>
        {t('setUp.next', { step: t(`setUp.step.${next.key}`) })}{' '}
        {then && t('setUp.afterwards', { step: t(`setUp.step.${then.key}`) })}{' '}
        <Link {...placeOf(next.key)}>{t('setUp.go')}</Link>
      </p>
    </Section>
  )
}

function placeOf(key: StepKey) {
  const section = sectionOf(key)
  if (section === null) return { to: '/imports' } as const
  return { to: '/settings/$section', params: { section } } as const
}

function sectionOf(key: StepKey): SectionName | null {
  switch (key) {
    case 'purchases_in':
    case 'customers_known':
      return null
    case 'business_named':
      return 'business'
    case 'stores_named':
      return 'stores'
    case 'logo_set':
      return 'look'
    case 'margin_set':
      return 'counting'
    case 'staff_invited':
      return 'staff'
    case 'source_connected':
      return 'keys'
  }
}
