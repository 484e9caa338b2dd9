import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  cancelPartnerPayment,
  readPartnerSettlement,
} from '#contract/endpoints/partner-settlement.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import type { Settlement } from './partner.ts'
import classes from './partners.module.css'
import { PaymentDialog } from './payment-dialog.tsx'
import { useOpenWords, useRefusalWords } from './use-partner-words.ts'

type Payment = Settlement['payments'][number]

/** What was paid between us and a partner, and what is open now. */
export function PartnerPayments({ partner }: { partner: string }) {
  const { t } = useTranslation('partners')
  const may = useMay()
  const openWords = useOpenWords()
  const [isAdding, setAdding] = useState(false)
  const [canceling, setCanceling] = useState<Payment | null>(null)
  const settlement = useCall(readPartnerSettlement, { query: { partner } })
  const mayPay = may('liability:write')
  return (
    <Section
      heading={t('payment.heading')}
      note={t('payment.note')}
      aside={mayPay && <Button onClick={() => setAdding(true)}>{t('payment.open')}</Button>}
    >
      <Loaded reply={settlement} shape="rows">
        {({ payments, accounts: [account] }) => (
          <>
            {account && (
              <p className={classes.text}>
                {t('settlement.openNow')}: {openWords(account.open)}
              </p>
            )}
            <Payments payments={payments} onCancel={mayPay ? setCanceling : null} />
          </>
        )}
      </Loaded>
      {isAdding && <PaymentDialog partner={partner} onClose={() => setAdding(false)} />}
      {canceling && <CancelDialog payment={canceling} onClose={() => setCanceling(null)} />}
    </Section>
  )
}

type PaymentsProps = {
  payments: readonly Payment[]
  /** null: whoever looks may not. */
  onCancel: ((payment: Payment) => void) | null
}

function Payments({ payments, onCancel }: PaymentsProps) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  if (payments.length === 0) return <p className={classes.text}>{t('payment.none')}</p>
  const columns: Column<Payment>[] = [
    {
      ...{ key: 'what', head: t('settlement.payment'), phone: 'detail' },
      cell: ({ paidBy }) => t(`settlement.paid.${paidBy}`),
    },
    {
      ...{ key: 'reference', head: t('settlement.reference'), phone: 'detail' },
      cell: ({ reference }) => reference || '–',
    },
    {
      ...{ key: 'sum', head: t('settlement.sum'), kind: 'number', phone: 'main' },
      cell: ({ amount }) => format.money(amount),
    },
  ]
  return (
    <DataTable
      label={t('payment.heading')}
      rows={payments}
      rowKey={({ id }) => id}
      name={{ head: t('settlement.day'), cell: ({ paidOn }) => format.date(paidOn) }}
      columns={
        onCancel
          ? [
              ...columns,
              {
                ...{ key: 'cancel', head: t('payment.cancel'), phone: 'detail' },
                cell: (payment) => (
                  <Button kind="word" onClick={() => onCancel(payment)}>
                    {t('payment.cancel')}
                  </Button>
                ),
              },
            ]
          : columns
      }
      density="dense"
    />
  )
}

function CancelDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const { t } = useTranslation('partners')
  const refusalWords = useRefusalWords()
  const cancel = useAction(cancelPartnerPayment, {
    changes: [readPartnerSettlement],
    onDone: () => {
      toast(t('payment.canceled'))
      onClose()
    },
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('payment.cancelTitle')}
      actions={
        <Button
          kind="destructive"
          busy={cancel.isPending}
          onClick={() => cancel.mutate({ params: { paymentId: payment.id } })}
        >
          {t('payment.cancel')}
        </Button>
      }
    >
      <p>{t('payment.cancelWords')}</p>
      {cancel.error && <Refusal place="below">{refusalWords(cancel.error)}</Refusal>}
    </Dialog>
  )
}
