import { useTranslation } from 'react-i18next'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Warning } from '../../design/warning.tsx'
import forms from '../forms/forms.module.css'
import type { System } from './system.ts'

export function Programs({ known: { programs } }: { known: Pick<System, 'programs'> }) {
  const { t } = useTranslation('system')
  const ago = useAgo()
  return (
    <Section heading={t('programs.heading')}>
      <DataTable
        label={t('programs.list')}
        rows={programs}
        rowKey={({ host, processId }) => `${host} ${processId}`}
        name={{
          head: t('programs.place'),
          cell: ({ host, processId }) => `${host} (${processId})`,
        }}
        columns={[
          {
            key: 'part',
            head: t('programs.part'),
            phone: 'main',
            cell: ({ part }) => t(`programs.${part}`),
          },
          {
            key: 'version',
            head: t('programs.version'),
            phone: 'detail',
            phoneWord: t('programs.version'),
            cell: ({ version }) => version,
          },
          {
            key: 'since',
            head: t('programs.since'),
            phone: 'detail',
            phoneWord: t('programs.since'),
            cell: ({ beganAt }) => ago(beganAt),
          },
        ]}
      />
    </Section>
  )
}

export function Jobs({ known: { jobs } }: { known: Pick<System, 'jobs'> }) {
  const { t } = useTranslation('system')
  const ago = useAgo()
  const nameOf = useJobName()
  const failing = jobs.some(({ failures }) => failures > 0)
  return (
    <Section heading={t('jobs.heading')} warning={failing}>
      {jobs.length === 0 ? (
        <p className={forms.text}>{t('jobs.none')}</p>
      ) : (
        <DataTable
          label={t('jobs.list')}
          density="dense"
          rows={jobs.toSorted((a, b) => nameOf(a.name).localeCompare(nameOf(b.name)))}
          rowKey={({ name }) => name}
          name={{ head: t('jobs.name'), cell: ({ name }) => nameOf(name) }}
          columns={[
            {
              key: 'state',
              head: t('jobs.state'),
              phone: 'main',
              cell: ({ failures, failure }) =>
                failure === null ? (
                  t('jobs.fine')
                ) : (
                  <Warning>{t('jobs.failed', { count: failures, failure })}</Warning>
                ),
            },
            {
              key: 'last',
              head: t('jobs.last'),
              phone: 'detail',
              phoneWord: t('jobs.last'),
              cell: ({ endedAt }) => ago(endedAt),
            },
          ]}
        />
      )}
    </Section>
  )
}

function useJobName() {
  const { t } = useTranslation('system')
  const names: Record<string, string> = t('jobs.names', { returnObjects: true })
  return (name: string) => names[name] ?? name
}

function useAgo() {
  const format = useFormat()
  return (instant: string) => format.ago(instant, new Date())
}
