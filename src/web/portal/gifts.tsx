import { useTranslation } from 'react-i18next'
import { useAction, useCall } from '../client/index.ts'
import { Button } from '../design/button.tsx'
import { useGuest } from './guest.ts'
import parts from './parts.module.css'
import { Refusal } from './refusal.tsx'
import classes from './rewards-page.module.css'
import {
  listRedemptionCodes,
  makeRedemptionCode,
  readPortalCard,
  readPortalGifts,
} from './routes.ts'
import { useNames } from './use-names.ts'

/** Gifts one may choose from, and how far the next is. */
export function Gifts() {
  const { t } = useTranslation('portal')
  const { said } = useNames()
  const gifts = useCall(readPortalGifts, {})
  const ladders = gifts.data?.ladders ?? []
  if (ladders.length === 0) return null
  return (
    <section className={parts.section}>
      <h2>{t('gifts.title')}</h2>
      {ladders.map(({ key, name, missing, due }) => (
        <div key={key} className={parts.form}>
          {due.map(({ round, count, articles }) => (
            <Choice
              key={`${round} ${count}`}
              step={{ ladder: key, round, count }}
              articles={articles}
            />
          ))}
          <p className={parts.small}>{t('gifts.missing', { count: missing, name: said(name) })}</p>
        </div>
      ))}
    </section>
  )
}

type ChoiceProps = {
  step: { ladder: string; round: number; count: number }
  articles: readonly { key: string; name: string }[]
}

function Choice({ step, articles }: ChoiceProps) {
  const { t } = useTranslation('portal')
  const { begun } = useNames()
  const { language } = useGuest()
  const make = useAction(makeRedemptionCode, {
    changes: [listRedemptionCodes, readPortalGifts, readPortalCard],
  })
  return (
    <div className={classes.choices}>
      <p>{t('gifts.choose')}</p>
      {articles.map(({ key, name }) => (
        <Button
          key={key}
          busy={make.isPending}
          onClick={() =>
            make.mutate({ body: { what: { kind: 'gift', ...step, article: key }, language } })
          }
        >
          {begun(name)}
        </Button>
      ))}
      <Refusal problem={make.error} />
    </div>
  )
}
