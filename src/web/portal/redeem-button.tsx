import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../client/index.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from './dialog.tsx'
import { useGuest } from './guest.ts'
import parts from './parts.module.css'
import { Refusal } from './refusal.tsx'
import {
  listPortalRewards,
  listPortalVouchers,
  listRedemptionCodes,
  makeRedemptionCode,
  type Reward,
  readPortalCard,
  redeemHere,
} from './routes.ts'
import { useNames } from './use-names.ts'
import { goTo } from './use-path.ts'

type RedeemButtonProps = { reward: Reward; isMain?: boolean }

/** At the till by a code; what needs no till is asked for once more, since it cannot be taken back. */
export function RedeemButton({ reward, isMain = false }: RedeemButtonProps) {
  const { t } = useTranslation('portal')
  const { begun } = useNames()
  const { language } = useGuest()
  const [isAsking, ask] = useState(false)
  const make = useAction(makeRedemptionCode, {
    changes: [listRedemptionCodes, listPortalRewards, readPortalCard],
    onDone: () => goTo('/rewards'),
  })
  const press = () => {
    if (reward.way === 'here') return ask(true)
    make.mutate({ body: { what: { kind: 'reward', reward: reward.key }, language } })
  }
  return (
    <div>
      <Button
        kind={isMain ? 'main' : 'outlined'}
        busy={make.isPending}
        aria-label={t('redeem.of', { name: begun(reward.name) })}
        onClick={press}
      >
        {t('redeem.action')}
      </Button>
      <Refusal problem={make.error} />
      {isAsking && <RedeemHere reward={reward} onClose={() => ask(false)} />}
    </div>
  )
}

function RedeemHere({ reward, onClose }: { reward: Reward; onClose: () => void }) {
  const { t } = useTranslation('portal')
  const { begun, unit } = useNames()
  const { language } = useGuest()
  // The same one until it is answered: pressing twice redeems once.
  const externalId = useRef(crypto.randomUUID())
  const redeem = useAction(redeemHere, {
    changes: [listPortalRewards, listPortalVouchers, readPortalCard],
  })
  const { data } = redeem
  return (
    <Dialog title={begun(reward.name)} onClose={onClose}>
      {data ? (
        <>
          <p className={parts.good}>{t('redeem.done')}</p>
          {data.voucherCode !== null && <p>{t('redeem.inVouchers', { code: data.voucherCode })}</p>}
        </>
      ) : (
        <>
          <p>
            {t('redeem.sure', {
              count: reward.price,
              name: unit(reward.currencyName, reward.price),
            })}
          </p>
          <Refusal problem={redeem.error} />
          <div className={parts.actions}>
            <Button
              kind="main"
              busy={redeem.isPending}
              onClick={() =>
                redeem.mutate({
                  body: { externalId: externalId.current, reward: reward.key, language },
                })
              }
            >
              {t('redeem.action')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}
