import { useTranslation } from 'react-i18next'
import {
  backfillOrders,
  listDeliveries,
  ordersFileBytesMax,
  readConnection,
} from '#contract/endpoints/connections.ts'
import { useAction } from '../../client/index.ts'
import { FileDrop } from '../../design/file-drop.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import type { Connection } from './connection.ts'
import classes from './connections.module.css'
import { useRefusalWords } from './use-refusal-words.ts'

/** What was ordered before the shop was connected, from its own file. */
export function EarlierOrders({ connection: { id } }: { connection: Connection }) {
  const { t } = useTranslation('connections')
  const refusalWords = useRefusalWords()
  const take = useAction(backfillOrders, {
    changes: [readConnection, listDeliveries],
    onDone: ({ orders }) => toast(t('earlier.taken', { count: orders })),
  })
  return (
    <Section heading={t('earlier.heading')}>
      <p className={classes.reason}>{t('earlier.words')}</p>
      <div className={classes.filter}>
        <FileDrop
          label={t('earlier.drop')}
          endings={['.csv']}
          bytesMax={ordersFileBytesMax}
          disabled={take.isPending}
          onFile={(file) => take.mutate({ params: { connectionId: id }, body: file })}
        />
      </div>
      {take.error && <Refusal>{refusalWords(take.error)}</Refusal>}
    </Section>
  )
}
