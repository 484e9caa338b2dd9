import { useTranslation } from 'react-i18next'
import {
  exportPartnerSettlement,
  printPartnerSettlement,
  readPartnerSettlement,
} from '#contract/endpoints/partner-settlement.ts'
import { addressOf, useCall } from '../../client/index.ts'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { Folds } from '../../design/folds.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { firstDayOf } from '../liability/liability.ts'
import { Loaded } from '../loaded.tsx'
import type { Settlement } from './partner.ts'
import classes from './partners.module.css'
import { useOpenWords } from './use-partner-words.ts'

/** What we and our partners owe each other; of one alone where it is named. */
export function PartnerSettlement({ partner }: { partner?: string }) {
  const { t } = useTranslation('partners')
  const query = partner === undefined ? {} : { partner }
  const settlement = useCall(readPartnerSettlement, { query })
  const { items: lines = [], payments = [] } = settlement.data ?? {}
  const isOwed = lines.length + payments.length > 0
  return (
    <Section
      heading={t(partner === undefined ? 'settlement.heading' : 'settlement.ofOne')}
      note={t('settlement.note')}
      aside={isOwed && <Downloads query={query} />}
    >
      <Loaded reply={settlement} shape="rows">
        {({ items, balances, accounts }) => {
          if (items.length === 0 && accounts.length === 0) {
            return <p className={classes.text}>{t('settlement.empty')}</p>
          }
          const months = <Months items={items.toReversed()} isOfOne={partner !== undefined} />
          if (partner !== undefined) return items.length > 0 && months
          const summary = t('settlement.lines', { count: items.length })
          const name = t('settlement.byMonth')
          return (
            <>
              <Balances balances={balances} accounts={accounts} />
              {items.length > 0 && (
                <Folds folds={[{ key: 'months', name, summary, content: months }]} />
              )}
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}

function Downloads({ query }: { query: { partner?: string } }) {
  const { t } = useTranslation('partners')
  return (
    <span className={classes.links}>
      <a href={addressOf(exportPartnerSettlement, {}, query)} download>
        {t('settlement.csv')}
      </a>
      <a href={addressOf(printPartnerSettlement, {}, query)} download>
        {t('settlement.pdf')}
      </a>
    </span>
  )
}

type Item = Settlement['items'][number]
type Balance = Settlement['balances'][number]
type Owed = Pick<Balance, 'businessOwes' | 'partnerOwes'>

function useOwedWords() {
  const openWords = useOpenWords()
  return ({ businessOwes, partnerOwes }: Owed) =>
    openWords({ ...businessOwes, amount: businessOwes.amount - partnerOwes.amount })
}

function useCounts(): Column<Pick<Balance, 'redemptions' | 'givenBack'>>[] {
  const { t } = useTranslation('partners')
  const format = useFormat()
  return [
    {
      ...{ key: 'redeemed', head: t('settlement.redemptions'), kind: 'number', phone: 'detail' },
      phoneWord: t('settlement.redemptions'),
      cell: ({ redemptions }) => format.number(redemptions),
    },
    {
      ...{ key: 'back', head: t('settlement.givenBack'), kind: 'number', phone: 'detail' },
      phoneWord: t('settlement.givenBack'),
      cell: ({ givenBack }) => format.number(givenBack),
    },
  ]
}

/** A partner who was paid and of whom nothing was redeemed lately has no balance of these months. */
function Balances({ balances, accounts }: Pick<Settlement, 'balances' | 'accounts'>) {
  const { t } = useTranslation('partners')
  const owedWords = useOwedWords()
  const openWords = useOpenWords()
  const counts = useCounts()
  const rows = accounts.map(({ partner, open }) => {
    const own = balances.find((one) => one.partner.key === partner.key)
    const nothing = { ...open, amount: 0 }
    const none = { redemptions: 0, givenBack: 0, businessOwes: nothing, partnerOwes: nothing }
    return { ...(own ?? none), partner, open }
  })
  return (
    <DataTable
      label={t('settlement.balances')}
      rows={rows}
      rowKey={({ partner }) => partner.key}
      name={{ head: t('settlement.partner'), cell: ({ partner }) => partner.name }}
      columns={[
        ...counts,
        {
          ...{ key: 'net', head: t('settlement.net'), kind: 'number', phone: 'detail' },
          phoneWord: t('settlement.net'),
          cell: owedWords,
        },
        {
          ...{ key: 'open', head: t('settlement.openNow'), kind: 'number', phone: 'main' },
          cell: ({ open }) => openWords(open),
        },
      ]}
      density="dense"
    />
  )
}

function Months({ items, isOfOne }: Pick<Settlement, 'items'> & { isOfOne: boolean }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  const owedWords = useOwedWords()
  const counts = useCounts()
  const columns: Column<Item>[] = [
    {
      ...{ key: 'state', head: t('settlement.state'), phone: 'detail' },
      cell: ({ closed }) => t(closed ? 'settlement.closed' : 'settlement.open'),
    },
    { key: 'partner', head: t('settlement.partner'), phone: 'detail', cell: partnerOf },
    {
      ...{ key: 'reward', head: t('settlement.reward'), phone: 'detail' },
      cell: ({ reward }) => reward.name,
    },
    ...counts,
    {
      ...{ key: 'each', head: t('settlement.each'), kind: 'number', phone: 'detail' },
      phoneWord: t('settlement.each'),
      cell: ({ terms }) => (terms.owes === 'nobody' ? '–' : format.money(terms.amount)),
    },
    {
      ...{ key: 'sum', head: t('settlement.sum'), kind: 'number', phone: 'main' },
      cell: owedWords,
    },
  ]
  return (
    <DataTable
      label={t(isOfOne ? 'settlement.ofOne' : 'settlement.byMonth')}
      rows={items}
      rowKey={({ month, partner, reward, terms }) =>
        `${month} ${partner.key} ${reward.key} ${JSON.stringify(terms)}`
      }
      name={{ head: t('settlement.month'), cell: ({ month }) => format.month(firstDayOf(month)) }}
      columns={isOfOne ? columns.filter(({ key }) => key !== 'partner') : columns}
      density="dense"
    />
  )
}

const partnerOf = ({ partner }: Item) => partner.name
