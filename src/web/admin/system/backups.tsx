import { useTranslation } from 'react-i18next'
import { makeBackupNow, readSystem } from '#contract/endpoints/system.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { Warning } from '../../design/warning.tsx'
import forms from '../forms/forms.module.css'
import { BackupSettings } from './backup-settings.tsx'
import type { System } from './system.ts'

type Known = System['backups']
type Backup = Known['newest'][number]

/** The copies there are, one more, and how they come by night. */
export function Backups({ known }: { known: Known }) {
  const { t } = useTranslation('system')
  const action = useAction(makeBackupNow, {
    changes: [readSystem],
    onDone: () => toast(t('backups.asked')),
  })
  const underWay = known.newest.some(({ endedAt }) => endedAt === null)
  return (
    <>
      <Section
        heading={t('backups.heading')}
        aside={
          known.possible && (
            <Button
              kind="word"
              busy={action.isPending}
              disabled={underWay}
              onClick={() => action.mutate({})}
            >
              {t('backups.now')}
            </Button>
          )
        }
      >
        {known.newest.length > 0 ? (
          <BackupTable backups={known.newest} />
        ) : (
          <p className={forms.text}>
            {t(known.settings.nightly && known.possible ? 'backups.none' : 'backups.noneAsked')}
          </p>
        )}
        {known.possible && <p className={forms.hint}>{t('backups.where')}</p>}
      </Section>
      <div className={forms.part}>
        <BackupSettings known={known.settings} />
      </div>
    </>
  )
}

function BackupTable({ backups }: { backups: readonly Backup[] }) {
  const { t } = useTranslation('system')
  const format = useFormat()
  return (
    <DataTable
      label={t('backups.list')}
      rows={backups}
      rowKey={({ askedAt }) => askedAt}
      name={{
        head: t('backups.when'),
        cell: ({ askedAt }) => format.ago(askedAt, new Date()),
      }}
      columns={[
        {
          key: 'what',
          head: t('backups.what'),
          phone: 'main',
          cell: (backup) => <How backup={backup} />,
        },
        {
          key: 'size',
          head: t('backups.size'),
          kind: 'number',
          phone: 'detail',
          phoneWord: t('backups.size'),
          cell: ({ bytes }) => (bytes === null ? '' : format.bytes(bytes)),
        },
        {
          key: 'file',
          head: t('backups.file'),
          phone: 'detail',
          cell: ({ fileName }) => <span className={forms.anywhere}>{fileName}</span>,
        },
      ]}
    />
  )
}

function How({ backup: { endedAt, failure, sealed, byNight } }: { backup: Backup }) {
  const { t } = useTranslation('system')
  const way = t(byNight ? 'backups.byNight' : 'backups.byHand')
  if (endedAt === null) return `${way}, ${t('backups.underWay')}`
  if (failure !== null) return <Warning>{`${way}, ${t('backups.failed')}`}</Warning>
  return `${way}, ${t(sealed ? 'backups.sealed' : 'backups.open')}`
}
