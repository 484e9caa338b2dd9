import { useTranslation } from 'react-i18next'
import { useAction } from '../client/index.ts'
import { Button } from '../design/button.tsx'
import { useGuest } from './guest.ts'
import parts from './parts.module.css'
import { Refusal } from './refusal.tsx'
import { makeOwnCard, readPortalCard } from './routes.ts'

/** Known by an address alone: here one gets something to show at the counter. */
export function NoCardYet({ name }: { name: string | null }) {
  const { t } = useTranslation('portal')
  const { portal } = useGuest()
  const make = useAction(makeOwnCard, { changes: [readPortalCard] })
  return (
    <section className={parts.form}>
      <p className={parts.sentence}>{name ?? t('card.none')}</p>
      {portal.selfEnrollment ? (
        <>
          <p className={parts.lead}>{t('card.noneHow')}</p>
          <div className={parts.actions}>
            <Button kind="main" busy={make.isPending} onClick={() => make.mutate({})}>
              {t('card.make')}
            </Button>
          </div>
          <Refusal problem={make.error} />
        </>
      ) : (
        <p className={parts.lead}>{t('card.atCounter')}</p>
      )}
    </section>
  )
}
