import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { createVoucher, listVouchers } from '#contract/endpoints/vouchers.ts'
import { useAction } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { Page } from '../page.tsx'
import { creationOf, newDraft } from './draft.ts'
import { VoucherForm } from './voucher-form.tsx'

export function NewVoucherPage() {
  const { t } = useTranslation('vouchers')
  const navigate = useNavigate()
  const action = useAction(createVoucher, {
    changes: [listVouchers],
    onDone: ({ id, content }) => {
      toast(t('form.created', { name: content.name }))
      navigate({ to: '/vouchers/$voucherId', params: { voucherId: id } })
    },
  })
  const crumbs = [
    <Link key="vouchers" to="/vouchers">
      {t('title')}
    </Link>,
    t('form.createTitle'),
  ]
  return (
    <Page title={t('form.createTitle')} crumbs={crumbs}>
      <Stack>
        <Sentence>{t('form.createSentence')}</Sentence>
        <VoucherForm
          start={newDraft()}
          isNew
          word={t('form.create')}
          action={action}
          onSend={(draft) => action.mutate({ body: creationOf(draft) })}
          onCancel={() => navigate({ to: '/vouchers' })}
        />
      </Stack>
    </Page>
  )
}
