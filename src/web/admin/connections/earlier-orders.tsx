import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  backfillOrders,
  listDeliveries,
  ordersFileBytesMax,
  readConnection,
} from '#contract/endpoints/connections.ts'
import { Problem, upload } from '../../client/index.ts'
import { FileDrop } from '../../design/file-drop.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import type { Connection } from './connection.ts'
import classes from './connections.module.css'
import { useRefusalWords } from './use-refusal-words.ts'

/** What was ordered before the shop was connected, from its own file. */
export function EarlierOrders({ connection: { id } }: { connection: Connection }) {
  const { t } = useTranslation('connections')
  const refusalWords = useRefusalWords()
  const queries = useQueryClient()
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const send = async (file: File) => {
    setSending(true)
    setRefusal(null)
    try {
      const input = { params: { connectionId: id }, body: file }
      const { signal } = new AbortController()
      const { orders } = await upload(backfillOrders, input, { onProgress: () => {}, signal })
      toast(t('earlier.taken', { count: orders }))
      for (const { path } of [readConnection, listDeliveries])
        await queries.invalidateQueries({ queryKey: [path] })
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      setRefusal(refusalWords(problem))
    } finally {
      setSending(false)
    }
  }
  return (
    <Section heading={t('earlier.heading')}>
      <p className={classes.reason}>{t('earlier.words')}</p>
      <div className={classes.filter}>
        <FileDrop
          label={t('earlier.drop')}
          endings={['.csv']}
          bytesMax={ordersFileBytesMax}
          disabled={isSending}
          onFile={send}
        />
      </div>
      {refusal && (
        <p className={classes.failed} role="alert">
          {refusal}
        </p>
      )}
    </Section>
  )
}
