import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listCustomerVouchers } from '#contract/endpoints/vouchers.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Loaded } from '../loaded.tsx'
import classes from './holdings.module.css'

type Held = WireReply<typeof listCustomerVouchers>['items'][number]

const shown = 6

/** Vouchers somebody was given, the open ones first. */
export function CustomerVouchers({ customerId }: { customerId: string }) {
  const { t } = useTranslation('points')
  const vouchers = useCall(listCustomerVouchers, { params: { customerId } })
  return (
    <Loaded reply={vouchers} shape="rows">
      {({ items }) =>
        items.length === 0 ? null : (
          <Section heading={t('vouchers.heading')}>
            <ul className={classes.rows}>
              {openFirst(items)
                .slice(0, shown)
                .map((held) => (
                  <VoucherRow key={held.code} held={held} />
                ))}
            </ul>
          </Section>
        )
      }
    </Loaded>
  )
}

const openFirst = (items: readonly Held[]) =>
  items.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open'))

function VoucherRow({
  held: { voucherId, name, code, state, remaining, validUntil },
}: {
  held: Held
}) {
  const { t } = useTranslation('points')
  const format = useFormat()
  const until =
    state === 'open' && validUntil !== null
      ? t('vouchers.until', { date: format.date(validUntil) })
      : t(`vouchers.state.${state}`)
  const rest =
    state === 'open' && remaining ? t('vouchers.rest', { amount: format.money(remaining) }) : null
  return (
    <li>
      <Link to="/vouchers/$voucherId" params={{ voucherId }}>
        {name}
      </Link>
      <span>{until}</span>
      <small>{rest ? `${code}, ${rest}` : code}</small>
    </li>
  )
}
