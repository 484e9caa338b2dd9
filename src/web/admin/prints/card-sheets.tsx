import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listCardBatches, makeCardBatch } from '#contract/endpoints/card-batches.ts'
import type { Language } from '#locales/language.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { useRefusal } from '../forms/refusal.ts'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import { BatchFiles } from './batch-files.tsx'
import classes from './prints.module.css'

/** Cards made together, to be printed as long as somebody can still be given one. */
export function CardSheets({ language }: { language: Language }) {
  const { t } = useTranslation('prints')
  const may = useMay()
  const batches = useCall(listCardBatches, {}, { enabled: may('cards:make') })
  if (!may('cards:make')) return null
  return (
    <Section heading={t('sheets.heading')} note={t('sheets.paper')} aside={<MakeCards />}>
      <Loaded reply={batches} shape="rows">
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.none}>{t('sheets.none')}</p>
          ) : (
            <ul className={classes.rows}>
              {items.map((batch) => (
                <BatchRow key={batch.id} batch={batch} language={language} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function MakeCards() {
  const { t } = useTranslation('prints')
  const words = useRefusal()
  const make = useAction(makeCardBatch, { changes: [listCardBatches] })
  return (
    <>
      {make.error && <Refusal>{words(make.error)}</Refusal>}
      <Button kind="word" busy={make.isPending} onClick={() => make.mutate({ body: { size: 24 } })}>
        {t('sheets.make')}
      </Button>
    </>
  )
}

type Batch = WireReply<typeof listCardBatches>['items'][number]

function BatchRow({ batch, language }: { batch: Batch; language: Language }) {
  const { t } = useTranslation('prints')
  const format = useFormat()
  const name = t('sheets.one', { count: batch.size, date: format.date(batch.madeAt) })
  return (
    <li>
      <b>{name}</b>
      <span>{batch.new === 0 ? t('sheets.allGiven') : t('sheets.left', { count: batch.new })}</span>
      <BatchFiles batch={batch} name={name} language={language} />
    </li>
  )
}
