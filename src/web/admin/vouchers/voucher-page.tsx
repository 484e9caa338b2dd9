import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readVoucher } from '#contract/endpoints/vouchers.ts'
import { useCall } from '../../client/index.ts'
import { KeyValues } from '../../design/key-values.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { usePhone } from '../../design/use-phone.ts'
import { Warning } from '../../design/warning.tsx'
import { ItemPage } from '../item-page.tsx'
import { useMay, useSession } from '../session.ts'
import { useSays, useStatusWord } from './use-voucher-words.ts'
import type { Said, Voucher } from './voucher.ts'
import { VoucherActs } from './voucher-acts.tsx'
import { VoucherCodes } from './voucher-codes.tsx'
import { VoucherRedemptions } from './voucher-redemptions.tsx'

const route = getRouteApi('/signed-in/framed/vouchers/$voucherId')

/** One voucher: what it promises, what was taken of it, its codes. */
export function VoucherPage() {
  const { t } = useTranslation('vouchers')
  const { voucherId } = route.useParams()
  const reply = useCall(readVoucher, { params: { voucherId } })
  return (
    <ItemPage
      reply={reply}
      name={reply.data?.content.name}
      list={{ to: '/vouchers', title: t('title'), wayBack: t('detail.toAll') }}
      missing={t('refusal.voucher_not_found')}
    >
      {(voucher) => <Shown voucher={voucher} />}
    </ItemPage>
  )
}

function Shown({ voucher }: { voucher: Voucher }) {
  const may = useMay()
  const { storeIds } = useSession()
  const says = useSays()
  const { t } = useTranslation('vouchers')
  const status = useStatusWord()(voucher)
  const isPhone = usePhone()
  const use = <Use voucher={voucher} />
  const lists = may('vouchers:codes') && (
    <Stack>
      <VoucherCodes voucher={voucher} />
      {storeIds === null && <VoucherRedemptions voucher={voucher} />}
    </Stack>
  )
  return (
    <Stack>
      <Sentence
        reason={says(voucher.content as Said)}
        note={status === t('status.active') ? null : <Warning>{status}</Warning>}
        actions={<VoucherActs voucher={voucher} />}
      >
        {voucher.content.name}
      </Sentence>
      {isPhone ? (
        <>
          {use}
          {lists}
        </>
      ) : (
        <Columns aside={use}>{lists}</Columns>
      )}
    </Stack>
  )
}

function Use({ voucher: { use, content, code, codeKind } }: { voucher: Voucher }) {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const of = (words: string, limit: string | null) => (limit ? `${words} ${limit}` : words)
  const { totalMax, budget } = content
  const lines = [
    code !== null && { key: 'code', word: t('detail.code'), value: code },
    {
      key: 'redeemed',
      word: t('detail.redeemed'),
      value: of(
        format.number(use.redeemed),
        totalMax ? t('detail.redeemedOf', { count: totalMax }) : null,
      ),
    },
    {
      key: 'discount',
      word: t('detail.discount'),
      value: of(
        format.money(use.discount),
        budget ? t('detail.discountOf', { amount: format.money(budget) }) : null,
      ),
    },
    { key: 'cost', word: t('detail.cost'), value: format.money(use.cost) },
    { key: 'hold', word: t('detail.onHold'), value: format.number(use.onHold) },
    codeKind === 'single' && {
      key: 'codes',
      word: t('codes.heading'),
      value: format.number(use.codes),
    },
    codeKind === 'single' && {
      key: 'issued',
      word: t('detail.issued'),
      value: format.number(use.issued),
    },
    content.note && { key: 'note', word: t('detail.note'), value: content.note },
  ].filter((line) => typeof line === 'object')
  return (
    <Section heading={t('detail.use')}>
      <KeyValues lines={lines} />
    </Section>
  )
}
