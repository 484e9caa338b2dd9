import { useTranslation } from 'react-i18next'
import type { Column } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Warning } from '../../design/warning.tsx'
import { lastDayBefore } from '../day-instants.ts'
import type { Reward } from './reward.ts'
import classes from './rewards.module.css'
import { isScarce, leftOf } from './scarce.ts'
import { useArticles, useCurrencies, useGivesWords } from './use-reward-words.ts'
import { useTierNames } from './use-tiers.ts'

export function useRewardColumns(): Column<Reward>[] {
  const { t } = useTranslation('rewards')
  const format = useFormat()
  const givesWords = useGivesWords()
  const { nameOf } = useCurrencies()
  const tierNames = useTierNames()
  return [
    {
      ...{ key: 'price', head: t('list.price'), kind: 'number', phone: 'main' },
      cell: ({ content: { price, currency, inPart } }) => (
        <span className={classes.price}>
          {t(inPart ? 'pricePart' : 'price', { points: price, currency: nameOf(currency) })}
        </span>
      ),
    },
    {
      ...{ key: 'gives', head: t('list.gives'), phone: 'detail' },
      cell: ({ content }) => givesWords(content.gives),
    },
    {
      ...{ key: 'who', head: t('list.who'), phone: 'detail', phoneWord: t('list.who') },
      cell: ({ content: { tiers } }) => (tiers ? tierNames(tiers) : t('list.everyone')),
    },
    {
      ...{ key: 'until', head: t('list.until'), kind: 'number' },
      cell: ({ content: { validUntil } }) =>
        validUntil ? format.date(lastDayBefore(validUntil, format.timeZone)) : t('list.noEnd'),
    },
    {
      ...{ key: 'left', head: t('list.left'), kind: 'number', phone: 'detail' },
      phoneWord: t('list.left'),
      cell: (reward) => <Left reward={reward} />,
    },
    {
      ...{ key: 'redeemed', head: t('list.redeemed'), kind: 'number', phone: 'detail' },
      phoneWord: t('list.redeemed'),
      cell: ({ redeemed }) => format.number(redeemed),
    },
  ]
}

function Left({ reward }: { reward: Reward }) {
  const { t } = useTranslation('rewards')
  const format = useFormat()
  const { articles } = useArticles()
  const left = leftOf(reward, articles)
  if (left === null) return t('list.anyNumber')
  if (left === 0) return <Warning>{t('list.out')}</Warning>
  if (reward.status === 'active' && isScarce(reward, articles)) {
    return <Warning>{t('list.few', { count: left })}</Warning>
  }
  return format.number(left)
}
