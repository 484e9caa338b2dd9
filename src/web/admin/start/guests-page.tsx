import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StartProposal } from '#contract/endpoints/start.ts'
import { Section } from '../../design/section.tsx'
import classes from './start.module.css'

type GuestsPageProps = {
  draft: StartProposal
  onChange: (part: Partial<StartProposal>) => void
}

/** What whoever scans a poster finds: a card of their own, and what has to stand below it. */
export function GuestsPage({ draft, onChange }: GuestsPageProps) {
  const { t } = useTranslation('start')
  return (
    <Section heading={t('page.heading')}>
      <div className={classes.part}>
        <Checkbox
          label={t('page.selfEnrollment')}
          description={t('page.selfEnrollmentHint')}
          checked={draft.selfEnrollment}
          onChange={(event) => onChange({ selfEnrollment: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('page.drafts')}
          description={t('page.draftsHint')}
          checked={draft.drafts}
          onChange={(event) => onChange({ drafts: event.currentTarget.checked })}
        />
      </div>
    </Section>
  )
}
