import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkLiability } from '#contract/endpoints/liability.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Warning } from '../../design/warning.tsx'
import { Loaded } from '../loaded.tsx'
import classes from './liability.module.css'

/** Asks only when somebody wants to know: it adds up every account. */
export function CheckBooks() {
  const { t } = useTranslation('liability')
  const [isAsked, setAsked] = useState(false)
  const check = useCall(checkLiability, {}, { enabled: isAsked })
  return (
    <div className={classes.check}>
      {isAsked ? (
        <Loaded reply={check} shape="rows">
          {({ items }) => <Verdict items={items} />}
        </Loaded>
      ) : (
        <Button kind="word" onClick={() => setAsked(true)}>
          {t('check.ask')}
        </Button>
      )}
    </div>
  )
}

type Item = { currency: string; name: string; books: number; accounts: number; difference: number }

function Verdict({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const wrong = items.filter(({ difference }) => difference !== 0)
  if (wrong.length === 0) {
    const list = format.list(
      items.map(({ name, accounts }) => t('check.points', { name, points: accounts })),
    )
    return <p role="status">{t('check.agree', { list })}</p>
  }
  return wrong.map(({ currency, name, books, accounts }) => (
    <p key={currency} role="status">
      <Warning>{t('check.differ', { name, books, accounts })}</Warning>
    </p>
  ))
}
