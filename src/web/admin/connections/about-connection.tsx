import { useTranslation } from 'react-i18next'
import { KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { addressOf, type Connection } from './connection.ts'
import classes from './connections.module.css'

const shown = ['accepted', 'repeated', 'ignored', 'waiting'] as const

/** What the connection is, and what came through it. */
export function AboutConnection({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections')
  const format = useFormat()
  const { kind, source, createdAt, counts } = connection
  return (
    <>
      <Section heading={t('page.about')}>
        <KeyValues
          lines={[
            { key: 'kind', word: t('page.kind'), value: t(`kinds.${kind}`) },
            { key: 'source', word: t('page.source'), value: source },
            { key: 'since', word: t('page.since'), value: format.date(createdAt) },
          ]}
        />
        <p className={classes.label}>{t('steps.address')}</p>
        <code className={classes.address}>{addressOf(connection)}</code>
      </Section>
      <Section heading={t('page.days')}>
        <KeyValues
          lines={shown.map((key) => ({
            key,
            word: t(`page.${key}`),
            value: format.number(counts[key]),
          }))}
        />
      </Section>
    </>
  )
}
