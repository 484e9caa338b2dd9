import { useTranslation } from 'react-i18next'
import { DataTable } from '../../../design/data-table.tsx'
import { useFormat } from '../../../design/provider.tsx'
import { Section } from '../../../design/section.tsx'
import { PageFailed } from '../../page-failed.tsx'
import { RunProgress } from '../run-progress.tsx'
import { usePreview } from '../use-run.ts'
import type { TierDraft } from './tier-form.ts'

const previewDays = 366

/** How many would stand where today, had the ladder begun a year ago. */
export function WouldHold({ draft }: { draft: TierDraft }) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const run = usePreview({ change: { kind: 'tiers', content: draft }, days: previewDays })
  const rankOf = (level: string | null) => draft.levels.findIndex(({ key }) => key === level)
  const nameOf = (level: string | null) =>
    level === null
      ? t('tiers.noLevel')
      : (draft.levels.find(({ key }) => key === level)?.name ?? level)
  return (
    <Section heading={t('tiers.wouldHold')} note={t('tiers.wouldHoldNote')}>
      {run.error ? (
        <PageFailed error={run.error} onRetry={() => run.retry()} />
      ) : run.result ? (
        <DataTable
          label={t('tiers.wouldHold')}
          rows={run.result.tiers.toSorted((one, other) => rankOf(one.level) - rankOf(other.level))}
          rowKey={({ level }) => level ?? ''}
          name={{ head: t('tiers.title'), cell: ({ level }) => nameOf(level) }}
          columns={[
            {
              key: 'after',
              head: t('tiers.people'),
              kind: 'number',
              phone: 'main',
              cell: ({ after }) => format.number(after),
            },
            {
              key: 'before',
              head: t('tiers.before'),
              kind: 'number',
              phone: 'detail',
              phoneWord: t('tiers.before'),
              cell: ({ before }) => format.number(before),
            },
          ]}
        />
      ) : (
        <RunProgress run={run} label={t('tiers.wouldHold')} />
      )}
    </Section>
  )
}
