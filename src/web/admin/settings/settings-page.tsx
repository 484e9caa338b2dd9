import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import forms from '../forms/forms.module.css'
import { Page } from '../page.tsx'
import { useMay } from '../session.ts'
import { groups, type SectionName, sections } from './sections.ts'
import { SetUpSteps } from './set-up-steps.tsx'
import classes from './settings.module.css'
import { useSummaries } from './summaries.ts'

/** What can be set, as far as this person may, each with what holds now. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const may = useMay()
  const open = groups
    .map((group) => ({ ...group, sections: group.sections.filter((name) => may(sections[name])) }))
    .filter((group) => group.sections.length > 0)
  return (
    <Page title={t('title')}>
      <Sentence>{may('business:write') ? t('sentence') : t('sentenceOwn')}</Sentence>
      {may('business:write') && may('reports:read') && (
        <div className={forms.part}>
          <SetUpSteps />
        </div>
      )}
      {open.map((group) => (
        <div key={group.name} id={group.name} className={forms.part}>
          <Section heading={t(`groups.${group.name}`)}>
            <Rows names={group.sections} />
          </Section>
        </div>
      ))}
    </Page>
  )
}

function Rows({ names }: { names: readonly SectionName[] }) {
  const { t } = useTranslation(['settings', 'frame'])
  const summaries = useSummaries()
  return (
    <ul className={classes.rows}>
      {names.map((name) => (
        <li key={name} className={classes.row}>
          <span className={classes.rowName}>
            <Link to="/settings/$section" params={{ section: name }}>
              {t(`sections.${name}.name`)}
            </Link>
          </span>
          <span className={classes.rowSummary}>{summaries[name]}</span>
        </li>
      ))}
    </ul>
  )
}
