import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/use-format.ts'
import { useGuest } from '../guest.ts'
import parts from '../parts.module.css'
import { Refusal } from '../refusal.tsx'
import { makePortalReferral } from '../routes.ts'
import { useNames } from '../use-names.ts'

type Offer = WireReply<typeof makePortalReferral>

/** One's own link to bring others with; made only for those who want it. */
export function Referral() {
  const { t } = useTranslation('portal')
  const make = useAction(makePortalReferral)
  return (
    <section className={parts.section}>
      <h2>{t('referral.title')}</h2>
      {make.data ? (
        <Shared offer={make.data} />
      ) : (
        <div className={parts.actions}>
          <Button busy={make.isPending} onClick={() => make.mutate({})}>
            {t('referral.show')}
          </Button>
        </div>
      )}
      <Refusal problem={make.error} />
    </section>
  )
}

function Shared({ offer: { link, code, terms } }: { offer: Offer }) {
  const { t } = useTranslation('portal')
  const { portal } = useGuest()
  const { unit } = useNames()
  const format = useFormat()
  const [isCopied, setCopied] = useState(false)
  if (terms === null) return <p className={parts.lead}>{t('referral.none')}</p>
  const { referrerPoints: mine, recruitPoints: theirs, currencyName } = terms
  const worth = (points: number) => `${format.number(points)} ${unit(currencyName, points)}`
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setCopied(true)
  }
  const share = async () => {
    const title = portal.business.name
    // Whoever closes the sheet has not failed at anything.
    await navigator.share({ title, url: link }).catch(ignoreClosing)
  }
  return (
    <>
      <p>{t('referral.terms', { mine: worth(mine), theirs: worth(theirs) })}</p>
      <p className={parts.paragraph}>
        {link} <span className={parts.small}>{t('referral.code', { code })}</span>
      </p>
      <div className={parts.actions}>
        {'share' in navigator ? (
          <Button onClick={share}>{t('referral.share')}</Button>
        ) : (
          <Button onClick={copy}>{t('referral.copy')}</Button>
        )}
        <span role="status">{isCopied && t('referral.copied')}</span>
      </div>
    </>
  )
}

function ignoreClosing(error: unknown) {
  if (!(error instanceof DOMException)) throw error
}
