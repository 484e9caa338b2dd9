import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listVouchers, readVoucher, updateVoucher } from '#contract/endpoints/vouchers.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { draftOf } from './draft.ts'
import { isOfPartner, type Voucher } from './voucher.ts'
import { VoucherForm } from './voucher-form.tsx'

const route = getRouteApi('/signed-in/framed/vouchers/$voucherId/edit')

export function EditVoucherPage() {
  const { t } = useTranslation('vouchers')
  const { voucherId } = route.useParams()
  const reply = useCall(readVoucher, { params: { voucherId } })
  const name = reply.data?.content.name ?? t('title')
  const crumbs = [
    <Link key="vouchers" to="/vouchers">
      {t('title')}
    </Link>,
    <Link key="voucher" to="/vouchers/$voucherId" params={{ voucherId }}>
      {name}
    </Link>,
    t('detail.edit'),
  ]
  return (
    <Page title={name} crumbs={crumbs}>
      <Loaded reply={reply} shape="page">
        {(voucher) =>
          isOfPartner(voucher) ? (
            <Sentence>{t('refusal.voucher_benefit_kept')}</Sentence>
          ) : (
            <EditVoucher key={voucherId} voucher={voucher} />
          )
        }
      </Loaded>
    </Page>
  )
}

function EditVoucher({ voucher }: { voucher: Voucher }) {
  const { t } = useTranslation('vouchers')
  const navigate = useNavigate()
  const params = { voucherId: voucher.id }
  const leave = () => navigate({ to: '/vouchers/$voucherId', params })
  const action = useAction(updateVoucher, {
    changes: [listVouchers, readVoucher],
    onDone: () => {
      toast(t('form.saved'))
      leave()
    },
  })
  return (
    <Stack>
      <Sentence reason={t('form.editReason')}>
        {t('form.editSentence', { name: voucher.content.name })}
      </Sentence>
      <VoucherForm
        start={draftOf(voucher)}
        isNew={false}
        word={t('form.save')}
        action={action}
        onSend={({ content }) => action.mutate({ params, body: content })}
        onCancel={leave}
      />
    </Stack>
  )
}
