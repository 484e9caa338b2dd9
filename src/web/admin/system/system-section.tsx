import { useTranslation } from 'react-i18next'
import { readSystem } from '#contract/endpoints/system.ts'
import { useCall } from '../../client/index.ts'
import { KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Warning } from '../../design/warning.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { CopiesElsewhere } from '../places/copies-elsewhere.tsx'
import { Backups } from './backups.tsx'
import { Jobs, Programs } from './programs.tsx'
import type { System } from './system.ts'

const lookAgainMillis = 10_000

/** How the program itself is, what needs a hand first. */
export function SystemSection() {
  const system = useCall(readSystem, {}, { refetchEveryMillis: () => lookAgainMillis })
  return (
    <Loaded reply={system} shape="rows">
      {(known) => (
        <>
          <State known={known} />
          <div className={forms.part}>
            <Backups known={known.backups} />
          </div>
          <div className={forms.part}>
            <CopiesElsewhere known={known.backups} />
          </div>
          <div className={forms.part}>
            <About known={known} />
          </div>
          <div className={forms.part}>
            <Waiting known={known} />
          </div>
          <div className={forms.part}>
            <Programs known={known} />
          </div>
          <div className={forms.part}>
            <Jobs known={known} />
          </div>
        </>
      )}
    </Loaded>
  )
}

function State({ known: { warnings } }: { known: System }) {
  const { t } = useTranslation('system')
  if (warnings.length === 0) return <Sentence reason={t('soundReason')}>{t('sound')}</Sentence>
  return (
    <>
      <Sentence>{t('look', { count: warnings.length })}</Sentence>
      <ul className={forms.stack}>
        {warnings.map((warning) => (
          <li key={warning}>
            <Warning>{t(`warning.${warning}`)}</Warning>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Without a value it is not told. */
type AboutLine = {
  key: 'version' | 'kind' | 'size' | 'free' | 'connections' | 'migration' | 'replica' | 'address'
  value: string | null
}

function About({ known: { version, address, database, replica } }: { known: System }) {
  const { t } = useTranslation('system')
  const format = useFormat()
  const replicaInWords = useReplicaInWords()
  const { connections, connectionsMax, diskFreeBytes } = database
  const lines: AboutLine[] = [
    { key: 'version', value: version },
    { key: 'kind', value: t(`database.${database.kind}`, { version: database.version }) },
    { key: 'size', value: format.bytes(database.bytes) },
    { key: 'free', value: diskFreeBytes === null ? null : format.bytes(diskFreeBytes) },
    {
      key: 'connections',
      value: t('database.connectionsOf', { used: connections, max: connectionsMax }),
    },
    { key: 'migration', value: database.migration },
    { key: 'replica', value: replica && replicaInWords(replica) },
    { key: 'address', value: address?.origin ?? t('database.addressNone') },
  ]
  return (
    <Section heading={t('database.heading')}>
      <KeyValues
        lines={lines
          .filter(({ value }) => value !== null)
          .map((line) => ({ ...line, word: t(`database.${line.key}`) }))}
      />
    </Section>
  )
}

/** Where reports are read, and why there. */
function useReplicaInWords() {
  const { t } = useTranslation('system')
  const format = useFormat()
  return ({ state, ageSeconds, lagSecondsMax }: NonNullable<System['replica']>) => {
    switch (state) {
      case 'following':
        return t('database.replicaFollowing', { since: format.secondsAgo(ageSeconds ?? 0) })
      case 'behind':
        return t('database.replicaBehind', { most: format.duration(lagSecondsMax) })
      case 'away':
        return t('database.replicaAway')
      case 'unfit':
        return t('database.replicaUnfit')
    }
  }
}

function Waiting({ known: { queues } }: { known: System }) {
  const { t } = useTranslation('system')
  const format = useFormat()
  const words = ({ waiting, oldestSeconds }: System['queues'][number]) => {
    if (waiting === 0) return t('queues.nothing')
    if (oldestSeconds === null) return format.number(waiting)
    return t('queues.since', { waiting, since: format.duration(oldestSeconds) })
  }
  return (
    <Section heading={t('queues.heading')}>
      <KeyValues
        lines={queues.map((queue) => ({
          key: queue.name,
          word: t(`queues.${queue.name}`),
          value: words(queue),
        }))}
      />
    </Section>
  )
}
