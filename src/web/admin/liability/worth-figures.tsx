import { useTranslation } from 'react-i18next'
import type { Money } from '#kernel/money.ts'
import { FigureBlock } from '../../design/figure-block.tsx'
import { FigureRow } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import type { CurrencyWorth, Liability } from './liability.ts'

/** What open points are worth in three ways of reckoning, and how many are redeemed. */
export function WorthFigures({ now }: { now: Liability }) {
  const { t } = useTranslation('liability')
  const parted = usePartedMoney()
  const { fairValue, deferred, provision } = now.total
  const isSaid = now.currencies.every(({ terms }) => terms.costRate !== null)
  const [most] = now.currencies.toSorted((a, b) => b.fairValue.amount - a.fairValue.amount)
  return (
    <FigureRow>
      <FigureBlock
        question={t('figures.fairValue')}
        {...parted(fairValue)}
        sentence={t('figures.fairValueSentence')}
        how={{ definition: t('figures.fairValueHow') }}
      />
      <FigureBlock
        question={t('figures.deferred')}
        {...parted(deferred)}
        sentence={t('figures.deferredSentence')}
        how={{ definition: t('figures.deferredHow') }}
      />
      <FigureBlock
        question={t('figures.provision')}
        {...parted(provision)}
        sentence={t(isSaid ? 'figures.provisionSentence' : 'figures.provisionAtValue')}
        how={{ definition: t('figures.provisionHow') }}
      />
      {most && <RateFigure worth={most} />}
    </FigureRow>
  )
}

function RateFigure({ worth }: { worth: CurrencyWorth }) {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const { name, terms, estimate } = worth
  const { basis, low, high, redemptionRate } = terms
  const per100 = (share: number) => format.number(share * 100)
  const shared = { question: t('rate.question'), how: { definition: t('rate.how') } }
  if (basis === 'unknown') {
    const comparison = t('rate.unknownNote')
    return (
      <FigureBlock {...shared} value={null} sentence={t('rate.unknown')} comparison={comparison} />
    )
  }
  const known = { ...shared, value: per100(redemptionRate), unit: t('rate.unit') }
  if (basis === 'said') {
    const inBooks = estimate?.redemptionRate ?? null
    return (
      <FigureBlock
        {...known}
        sentence={t('rate.said', { name })}
        comparison={inBooks !== null && t('rate.saidNote', { rate: per100(inBooks) })}
      />
    )
  }
  const range = { low: per100(low ?? redemptionRate), high: per100(high ?? redemptionRate) }
  return (
    <FigureBlock
      {...known}
      sentence={t('rate.estimated', { name, ...range })}
      comparison={estimate && t('rate.estimatedNote', { count: estimate.vintages })}
    />
  )
}

/** To the cent: these figures are booked. */
function usePartedMoney() {
  const format = useFormat()
  return (money: Money): { value: string; unit?: string } => {
    const [value = '', unit] = format.money(money).split('\u00a0')
    return unit === undefined ? { value } : { value, unit }
  }
}
