import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currencyDecimals } from '#kernel/money.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import type { Currency, RuleContent } from './program.ts'

const ways = ['visit', 'purchase', 'amount', 'birthday', 'referral', 'review', 'survey'] as const
type NewWay = (typeof ways)[number]

type AddWayProps = {
  left: number
  currency: Currency
  expiry: RuleContent['expiry']
  onAdd: (wishedKey: string, content: RuleContent) => void
}

/** A further way to earn, out of those most businesses use. */
export function AddWay({ left, currency, expiry, onAdd }: AddWayProps) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const unit = 10 ** currencyDecimals(format.currency)
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button kind="word">{t('add.way', { count: left })}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ways.map((way) => (
          <Menu.Item
            key={way}
            onClick={() =>
              onAdd(way, {
                name: t(`add.ways.${way}`),
                currency: currency.currency,
                way: wayOf(way, unit),
                caps: {},
                pendingDays: 0,
                expiry,
              })
            }
          >
            {t(`add.ways.${way}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function wayOf(way: NewWay, unit: number): RuleContent['way'] {
  switch (way) {
    case 'visit':
      return { kind: 'per_visit', points: 1 }
    case 'purchase':
      return { kind: 'per_purchase', points: 1 }
    case 'amount':
      return { kind: 'per_amount', points: '1', perAmount: unit, includes: [], tierPoints: {} }
    case 'birthday':
      return { kind: 'per_event', event: 'birthday', points: 1 }
    case 'referral':
      return { kind: 'per_event', event: 'referral', points: 3 }
    case 'review':
      return { kind: 'per_event', event: 'review', points: 1 }
    case 'survey':
      return { kind: 'per_event', event: 'survey_answered', points: 1 }
  }
}
