import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readAccounting } from '#contract/endpoints/liability.ts'
import { readPartnerSettlement } from '#contract/endpoints/partner-settlement.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import { neededBy, partnerAccountNames, type SaidName } from './accounts.ts'
import { ChangeAccounting } from './change-accounting.tsx'
import classes from './liability.module.css'
import { type Accounting, firstDayOf, type Liability } from './liability.ts'

/** What the tax adviser said: how is booked, under which numbers, on which accounts. */
export function AccountingSection({ now }: { now: Liability }) {
  const { t } = useTranslation('liability')
  const may = useMay()
  const accounting = useCall(readAccounting, {})
  const isSettling = useIsSettling()
  const [isChanging, setChanging] = useState(false)
  return (
    <Section
      heading={t('accounting.heading')}
      note={t('accounting.note')}
      aside={
        may('liability:write') && (
          <Button kind="word" onClick={() => setChanging(true)}>
            {t('accounting.change')}
          </Button>
        )
      }
    >
      <Loaded reply={accounting} shape="rows">
        {(known) => (
          <>
            <Known accounting={known} isSettling={isSettling} year={now.asOf.slice(0, 4)} />
            {isChanging && (
              <ChangeAccounting
                known={known}
                isSettling={isSettling}
                onClose={() => setChanging(false)}
              />
            )}
          </>
        )}
      </Loaded>
      <p className={classes.advice}>{t('accounting.advice')}</p>
    </Section>
  )
}

/** With partners there is something to settle once something of theirs was redeemed or paid. */
function useIsSettling(): boolean {
  const settlement = useCall(readPartnerSettlement, { query: {} })
  return (settlement.data?.accounts.length ?? 0) > 0
}

type KnownProps = { accounting: Accounting; isSettling: boolean; year: string }

function Known({ accounting, isSettling, year }: KnownProps) {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const shown = (name: SaidName) => {
    const value = accounting[name]
    if (value === null) return <span className={classes.unsaid}>{t('accounting.unsaid')}</span>
    if (name !== 'yearBeginsIn') return value
    return format.monthName(firstDayOf(`${year}-${String(value).padStart(2, '0')}`))
  }
  const names = [...neededBy(accounting), ...(isSettling ? partnerAccountNames : [])]
  const lines = names.map((name) => ({
    key: name,
    word: t(`accounting.${name}`),
    value: shown(name),
  }))
  const method = {
    key: 'method',
    word: t('accounting.method'),
    value: t(`accounting.methods.${accounting.method}`),
  }
  const half = Math.ceil((lines.length + 1) / 2)
  const all = [method, ...lines]
  return (
    <div className={classes.settings}>
      <KeyValues lines={all.slice(0, half)} />
      <KeyValues lines={all.slice(half)} />
    </div>
  )
}
