import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listVouchers, readVoucher, setVoucherStatus } from '#contract/endpoints/vouchers.ts'
import { useAction } from '../../client/index.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { toast } from '../../design/toast.tsx'
import { Confirm } from '../forms/confirm.tsx'
import { useMay } from '../session.ts'
import { isOfPartner, type Voucher } from './voucher.ts'

/** What can be done with a voucher; one that has ended can only be looked at. */
export function VoucherActs({ voucher }: { voucher: Voucher }) {
  const { t } = useTranslation('vouchers')
  const may = useMay()
  const [isEnding, setEnding] = useState(false)
  const action = useStatusChange(voucher, () => setEnding(false))
  const params = { voucherId: voucher.id }
  if (voucher.status === 'ended') return null
  const mayDefine = may('vouchers:define')
  return (
    <>
      {mayDefine && (
        <>
          <Button
            kind="plain"
            busy={action.isPending}
            onClick={() =>
              action.mutate({
                params,
                body: { status: voucher.status === 'active' ? 'paused' : 'active' },
              })
            }
          >
            {t(voucher.status === 'active' ? 'detail.pause' : 'detail.resume')}
          </Button>
          <Button kind="plain" onClick={() => setEnding(true)}>
            {t('detail.end')}
          </Button>
        </>
      )}
      {mayDefine && !isOfPartner(voucher) && (
        <Link to="/vouchers/$voucherId/edit" params={params} className={buttonClass('outlined')}>
          {t('detail.edit')}
        </Link>
      )}
      {may('vouchers:codes') && !isOfPartner(voucher) && (
        <Link to="/vouchers/$voucherId/print" params={params} className={buttonClass('outlined')}>
          {t('detail.print')}
        </Link>
      )}
      {isEnding && (
        <Confirm
          title={t('detail.endTitle', { name: voucher.content.name })}
          word={t('detail.endDo')}
          action={action}
          onClose={() => setEnding(false)}
          onConfirm={() => action.mutate({ params, body: { status: 'ended' } })}
        >
          <p>{t('detail.endWhat')}</p>
        </Confirm>
      )}
    </>
  )
}

function useStatusChange({ content: { name } }: Voucher, onDone: () => void) {
  const { t } = useTranslation('vouchers')
  return useAction(setVoucherStatus, {
    changes: [listVouchers, readVoucher],
    onDone: ({ status }) => {
      const said = { active: 'resumed', paused: 'paused', ended: 'ended' } as const
      toast(t(`detail.${said[status]}`, { name }))
      onDone()
    },
  })
}
