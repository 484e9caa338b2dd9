import { useTranslation } from 'react-i18next'
import { Section } from '../../design/section.tsx'
import { addressOf, type Connection } from './connection.ts'
import classes from './connections.module.css'

const order = ['one', 'two', 'three', 'four'] as const

/** What is to be done in the shop, in its own words for things. */
export function Steps({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections')
  const { kind } = connection
  const host = kind === 'segment' ? window.location.origin : addressOf(connection)
  const isOfPages = kind === 'snippet'
  return (
    <Section heading={t('steps.heading', { kind: t(`kinds.${kind}`) })}>
      <p className={classes.label}>{t(isOfPages ? 'steps.tag' : 'steps.address')}</p>
      <code className={classes.address}>{isOfPages ? tagOf(connection) : host}</code>
      <ol className={classes.steps}>
        {order.map((step) => (
          <li key={step}>{t(`steps.${kind}.${step}`)}</li>
        ))}
      </ol>
    </Section>
  )
}

/** What belongs into the pages of the shop. */
const tagOf = ({ id }: Connection) =>
  `<script async src="${window.location.origin}/snippet.js" data-key="${id}"></script>`
