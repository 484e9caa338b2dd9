import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import type { Business } from '#contract/endpoints/business.ts'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import classes from './regular-rule.module.css'

type RegularRuleProps = {
  known: Business
  days: number
  within: number
  onDays: (days: number) => void
  onWithin: (days: number) => void
}

const daysMax = 366
const withinMax = 3660

/** The rule as a sentence whose two numbers can be changed in place. */
export function RegularRule({ known, days, within, onDays, onWithin }: RegularRuleProps) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const [fault, setFault] = useState<string | null>(null)
  const words = (count: number) => t('business.regularDays', { count })
  const take = (text: string, max: number, onNumber: (days: number) => void) => {
    const count = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0
    const fits = count >= 1 && count <= max
    setFault(fits ? null : t('fault.number', { from: 1, to: format.number(max) }))
    if (fits) onNumber(count)
  }
  const number = (count: number, knownCount: number) => ({
    kind: 'number' as const,
    value: String(count),
    was: words(knownCount),
    shown: words(count),
  })
  return (
    <>
      <p className={classes.rule}>
        <Trans
          t={t}
          i18nKey="business.regularSentence"
          components={{
            days: (
              <EditableWord
                label={t('business.regularDaysLabel')}
                {...number(days, known.regularPurchaseDays)}
                onChange={(text) => take(text, daysMax, onDays)}
              />
            ),
            within: (
              <EditableWord
                label={t('business.regularWithinLabel')}
                {...number(within, known.regularWithinDays)}
                onChange={(text) => take(text, withinMax, onWithin)}
              />
            ),
          }}
        />
      </p>
      {(fault || days > within) && <Refusal>{fault ?? t('business.regularImpossible')}</Refusal>}
    </>
  )
}
