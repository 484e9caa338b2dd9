import { useLocalStorage } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { listAttributes } from '#contract/endpoints/attributes.ts'
import type { Presence } from '#kernel/presence.ts'
import { useCall } from '../../client/index.ts'
import type { Column } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { useSession } from '../session.ts'
import { useAttributeWords } from './use-attribute-words.ts'
import type { Row } from './use-customers.ts'

export type NamedColumn = Column<Row> & { word: string }

const usual: Record<Presence, readonly string[]> = {
  purchases: ['lastSeen', 'purchases', 'regular', 'tags', 'revenue'],
  visits: ['lastSeen', 'firstDay', 'visits', 'regular', 'tags'],
}

/** Every column there is, the business's own attributes last. */
export function useAllColumns(): NamedColumn[] {
  const own = useOwnColumns()
  const format = useFormat()
  const { t } = useTranslation('customers')
  const attributeWords = useAttributeWords()
  const attributes = useCall(listAttributes, {}).data?.items ?? []
  const date = (instant: string | null) => (instant ? format.date(instant) : t('column.never'))
  return [
    ...own(date),
    ...attributes.map(
      (attribute): NamedColumn => ({
        key: `attribute.${attribute.name}`,
        word: attribute.label,
        head: attribute.label,
        kind: attribute.type === 'number' ? 'number' : 'word',
        phone: 'detail',
        phoneWord: attribute.label,
        cell: ({ attributes }) => attributeWords(attributes[attribute.name]),
      }),
    ),
  ]
}

function useOwnColumns() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const column = (
    key: Exclude<keyof typeof words, 'name'>,
    kind: 'word' | 'number',
    cell: Column<Row>['cell'],
    phone: Column<Row>['phone'] = 'detail',
  ): NamedColumn => ({
    key,
    word: words[key],
    head: words[key],
    kind,
    cell,
    phone,
    phoneWord: words[key],
  })
  const words = t('column', { returnObjects: true })
  const number = format.number
  return (date: (instant: string | null) => string): NamedColumn[] => [
    column('lastSeen', 'number', ({ lastSeenAt }) => date(lastSeenAt)),
    column('lastPurchase', 'number', ({ lastPurchaseAt }) => date(lastPurchaseAt)),
    column('firstPurchase', 'number', ({ firstPurchaseAt }) => date(firstPurchaseAt)),
    column('firstDay', 'number', ({ firstDay }) => date(firstDay)),
    column('lastDay', 'number', ({ lastDay }) => date(lastDay)),
    column('purchases', 'number', ({ purchases }) => number(purchases)),
    column('purchaseDays', 'number', ({ purchaseDays }) => number(purchaseDays)),
    column('visits', 'number', ({ visits }) => number(visits)),
    column('regular', 'word', ({ regular }) => (regular ? words.yes : ''), 'hidden'),
    column('email', 'word', ({ email }) => email ?? ''),
    column('tags', 'word', ({ tags }) => tags.map(({ name }) => name).join(', '), 'hidden'),
    column(
      'revenue',
      'number',
      // Who never bought brought nothing known; that is not zero.
      ({ revenue, purchases }) =>
        purchases === 0 && revenue.amount === 0 ? '–' : format.money(revenue),
      'main',
    ),
  ]
}

/** Which columns this device shows. */
export function useShownColumns(): [readonly string[], (keys: string[]) => void] {
  const [keys, choose] = useLocalStorage<readonly string[]>({
    key: 'stammgast-customer-columns',
    defaultValue: usual[useSession().business.presence],
    getInitialValueInEffect: false,
  })
  return [keys, choose]
}
