import type { WireReply } from '#contract/endpoint.ts'
import type { listCardBatches } from '#contract/endpoints/card-batches.ts'
import { cardsPerFile, printCards } from '#contract/endpoints/prints.ts'
import type { Language } from '#locales/language.ts'
import { addressOf } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { PrintFile } from './print-file.tsx'
import classes from './prints.module.css'

type BatchFilesProps = {
  batch: WireReply<typeof listCardBatches>['items'][number]
  name: string
  /** Of the print; left out: that of the business. */
  language?: Language
}

/** A large batch comes in several files. */
export function BatchFiles({ batch, name, language }: BatchFilesProps) {
  const { language: nameLanguage } = useFormat()
  const parts = Array.from({ length: Math.ceil(batch.new / cardsPerFile) }, (_, index) => index + 1)
  return (
    <span className={classes.parts}>
      {parts.map((part) => (
        <PrintFile
          key={part}
          name={name}
          address={addressOf(
            printCards,
            { cardBatchId: batch.id },
            { language, nameLanguage, part },
          )}
          part={parts.length === 1 ? undefined : part}
        />
      ))}
    </span>
  )
}
