import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { exportVoucherCodes, listVoucherCodes } from '#contract/endpoints/vouchers.ts'
import { addressOf, usePages } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Paged } from '../paged.tsx'
import { useMay } from '../session.ts'
import { Holder } from './holder.tsx'
import { ImportCodes } from './import-codes.tsx'
import { MakeCodes } from './make-codes.tsx'
import { isOfPartner, type Voucher } from './voucher.ts'
import classes from './voucher-codes.module.css'

type Code = WireReply<typeof listVoucherCodes>['items'][number]
const states = ['any', 'free', 'issued', 'used'] as const
type State = (typeof states)[number]

/** The codes of a voucher with single codes, page after page; a shared one stands in the figures. */
export function VoucherCodes({ voucher }: { voucher: Voucher }) {
  const { t } = useTranslation('vouchers')
  const [state, setState] = useState<State>('any')
  const pages = usePages(listVoucherCodes, {
    params: { voucherId: voucher.id },
    query: { state: state === 'any' ? undefined : state },
  })
  const columns = useColumns(voucher)
  if (voucher.codeKind === 'shared') return null
  return (
    <Section
      heading={t('codes.heading')}
      aside={
        <Segmented
          label={t('codes.stateLabel')}
          look="words"
          value={state}
          options={states.map((value) => ({ value, word: t(`codes.states.${value}`) }))}
          onChange={setState}
        />
      }
    >
      <CodeActs voucher={voucher} />
      <Paged pages={pages} empty={t(state === 'any' ? 'codes.empty' : 'codes.none')}>
        {(rows) => (
          <DataTable
            label={t('codes.heading')}
            rows={rows}
            rowKey={({ code }) => code}
            name={{
              head: t('codes.code'),
              cell: ({ code }) => <span className={classes.code}>{code}</span>,
            }}
            columns={columns}
            density="dense"
          />
        )}
      </Paged>
    </Section>
  )
}

function CodeActs({ voucher }: { voucher: Voucher }) {
  const { t } = useTranslation('vouchers')
  const may = useMay()
  const [open, setOpen] = useState<'make' | 'import' | null>(null)
  if (!may('vouchers:define')) return null
  return (
    <div className={classes.acts}>
      {voucher.status !== 'ended' && (
        <>
          {!isOfPartner(voucher) && (
            <Button kind="word" onClick={() => setOpen('make')}>
              {t('codes.make')}
            </Button>
          )}
          <Button kind="word" onClick={() => setOpen('import')}>
            {t('codes.import')}
          </Button>
        </>
      )}
      <a href={addressOf(exportVoucherCodes, { voucherId: voucher.id })} download>
        {t('codes.export')}
      </a>
      {open === 'make' && <MakeCodes voucher={voucher} onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportCodes voucher={voucher} onClose={() => setOpen(null)} />}
    </div>
  )
}

function useColumns({ content: { benefit } }: Voucher): Column<Code>[] {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const remaining: Column<Code> = {
    key: 'remaining',
    head: t('codes.remaining'),
    kind: 'number',
    phone: 'main',
    cell: (row) => (row.remaining ? format.money(row.remaining) : ''),
  }
  const inParts = benefit.kind === 'amount' && benefit.inParts === true
  return [
    {
      key: 'state',
      head: t('codes.state'),
      phone: inParts ? 'detail' : 'main',
      cell: ({ state }) => t(`codes.states.${state}`),
    },
    ...(inParts ? [remaining] : []),
    {
      key: 'holder',
      head: t('codes.holder'),
      phone: 'detail',
      cell: ({ customerId, customerName }) =>
        customerId && <Holder customerId={customerId} name={customerName} />,
    },
    {
      key: 'created',
      head: t('codes.created'),
      kind: 'number',
      phone: 'detail',
      phoneWord: t('codes.created'),
      cell: ({ createdAt }) => format.date(createdAt),
    },
  ]
}
