import { Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AuditEntry, auditActors, exportAudit, listAudit } from '#contract/endpoints/audit.ts'
import { auditSubjects } from '#contract/language/audit-subject.ts'
import { addressOf, usePages } from '../../../client/index.ts'
import { buttonClass } from '../../../design/button.tsx'
import { Section } from '../../../design/section.tsx'
import forms from '../../forms/forms.module.css'
import { Paged } from '../../paged.tsx'
import { SectionHead } from '../section-head.tsx'
import classes from './audit.module.css'
import { AuditEntries } from './audit-entries.tsx'

const searchCharactersMin = 3
const searchPauseMillis = 300

type Question = {
  subject: AuditEntry['subject'] | null
  actor: AuditEntry['actor']['kind'] | null
  search: string
}

/** Who changed what: searched, opened line by line, taken along. */
export function AuditSection() {
  const { t } = useTranslation('audit')
  const [question, setQuestion] = useState<Question>({ subject: null, actor: null, search: '' })
  const [settled] = useDebouncedValue(question, searchPauseMillis)
  const query = queryOf(settled)
  const pages = usePages(listAudit, { query })
  const take = (
    <a className={buttonClass('outlined')} href={addressOf(exportAudit, {}, query)} download>
      {t('export')}
    </a>
  )
  return (
    <>
      <SectionHead name="audit" actions={take} />
      <Filter question={question} onChange={setQuestion} />
      <div className={forms.part}>
        <Section heading={t('list')}>
          <Paged pages={pages} empty={t('empty')}>
            {(entries) => <AuditEntries entries={entries} />}
          </Paged>
        </Section>
      </div>
    </>
  )
}

const queryOf = ({ subject, actor, search }: Question) => ({
  ...(subject && { subject }),
  ...(actor && { actor }),
  ...(search.trim().length >= searchCharactersMin && { search: search.trim() }),
})

type FilterProps = { question: Question; onChange: (question: Question) => void }

function Filter({ question, onChange }: FilterProps) {
  const { t } = useTranslation('audit')
  const subjects = auditSubjects
    .map((subject) => ({ value: subject, label: t(`subjects.${subject}`) }))
    .toSorted((one, other) => one.label.localeCompare(other.label))
  const actors = auditActors.map((actor) => ({ value: actor, label: t(`actors.${actor}`) }))
  return (
    <search className={classes.filter} aria-label={t('filter')}>
      <Select
        label={t('subject')}
        placeholder={t('everything')}
        data={subjects}
        value={question.subject}
        onChange={(subject) => onChange({ ...question, subject })}
        clearable
        searchable
      />
      <Select
        label={t('by')}
        placeholder={t('everybody')}
        data={actors}
        value={question.actor}
        onChange={(actor) => onChange({ ...question, actor })}
        clearable
      />
      <TextInput
        type="search"
        label={t('search')}
        description={t('searchHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        maxLength={100}
        value={question.search}
        onChange={({ currentTarget }) => onChange({ ...question, search: currentTarget.value })}
      />
    </search>
  )
}
