import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listCardBatches } from '#contract/endpoints/card-batches.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { useActsColumn } from '../acts-column.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { BatchFiles } from '../prints/batch-files.tsx'
import { useMay } from '../session.ts'
import { SectionHead } from '../settings/section-head.tsx'
import { MakeCards } from './make-cards.tsx'
import { PaperStamps } from './paper-stamps.tsx'
import { TakenOver } from './taken-over.tsx'

/** The cards of the business: those made to be given out, and what people had before. */
export function CardsSection() {
  const { t } = useTranslation('cards')
  const may = useMay()
  const batches = useCall(listCardBatches, {})
  const [isMaking, setMaking] = useState(false)
  const make = (
    <Button kind="main" onClick={() => setMaking(true)}>
      {t('batches.make')}
    </Button>
  )
  return (
    <>
      <SectionHead name="cards" actions={make} />
      <div className={forms.part}>
        <Loaded reply={batches} shape="rows">
          {({ items }) =>
            items.length === 0 ? (
              <StateEmpty>{t('batches.none')}</StateEmpty>
            ) : (
              <Section heading={t('batches.heading')} note={t('batches.note')}>
                <Batches batches={items} />
              </Section>
            )
          }
        </Loaded>
      </div>
      {may('balances:take_over') && (
        <>
          <div className={forms.part}>
            <TakenOver />
          </div>
          <div className={forms.part}>
            <PaperStamps />
          </div>
        </>
      )}
      {isMaking && <MakeCards onClose={() => setMaking(false)} />}
    </>
  )
}

type Batch = WireReply<typeof listCardBatches>['items'][number]

function Batches({ batches }: { batches: readonly Batch[] }) {
  const { t } = useTranslation('cards')
  const format = useFormat()
  const acts = useActsColumn<Batch>((batch) => <PrintLinks batch={batch} />)
  return (
    <DataTable
      label={t('batches.heading')}
      rows={batches}
      rowKey={({ id }) => id}
      name={{
        head: t('batches.name'),
        cell: ({ note, madeAt }) => (
          <span className={forms.anywhere}>{note || format.date(madeAt)}</span>
        ),
      }}
      columns={[
        {
          ...{
            key: 'made',
            head: t('batches.made'),
            phone: 'detail',
            phoneWord: t('batches.made'),
          },
          cell: ({ madeAt }) => format.date(madeAt),
        },
        {
          ...{ key: 'size', head: t('batches.size'), kind: 'number', phone: 'detail' },
          phoneWord: t('batches.size'),
          cell: ({ size }) => format.number(size),
        },
        {
          ...{ key: 'new', head: t('batches.new'), kind: 'number', phone: 'detail' },
          phoneWord: t('batches.new'),
          cell: (batch) => format.number(batch.new),
        },
        acts,
      ]}
    />
  )
}

function PrintLinks({ batch }: { batch: Batch }) {
  const { t } = useTranslation('cards')
  const may = useMay()
  const format = useFormat()
  if (!may('cards:print')) return null
  const name = batch.note || format.date(batch.madeAt)
  return <BatchFiles batch={batch} name={t('batches.printOf', { name })} />
}
