import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelRewardRedemption, redeemReward } from '#contract/endpoints/rewards.ts'
import { type Problem, useAction } from '../../client/index.ts'
import { KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { UnitField } from '../forms/unit-field.tsx'
import { newExternalId } from '../new-external-id.ts'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { readCount } from '../writing/typed-numbers.ts'
import { type Balance, holdingsOfCustomer, type Obtainable } from './points.ts'
import { StoreField, useFirstStore } from './store-field.tsx'

type RedeemRewardProps = { reward: Obtainable; balance: Balance; onClose: () => void }

/** Takes the points and gives the reward; the toast has the way back. */
export function RedeemReward({ reward, balance, onClose }: RedeemRewardProps) {
  const { t } = useTranslation('points')
  const format = useFormat()
  const refusalWords = useRefusalWords()
  const [externalId] = useState(newExternalId)
  const { name, price, pointsMin, available } = reward
  const most = Math.min(price, available)
  const [typed, setTyped] = useState(String(most))
  const points = readCount(typed, 1) ?? 0
  const first = useFirstStore()
  const [store, setStore] = useState<string | null>(null)
  const redeem = useRedeem(onClose)
  const currency =
    balance.points.find((one) => one.currency === reward.currency)?.name ?? reward.currency
  const isFaulty = points < pointsMin || points > most
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isFaulty) return
    const chosen = store ?? first
    redeem.mutate({
      body: {
        ...{ source: 'office', externalId, reward: reward.key, points },
        customer: { id: balance.customerId },
        ...(chosen === null ? {} : { store: chosen }),
        language: format.language,
      },
    })
  }
  return (
    <FormDialog
      title={t('redeem.title', { name })}
      word={t('redeem.confirm', { points, currency })}
      busy={redeem.isPending}
      refusal={redeem.error && refusalWords(redeem.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <KeyValues
        lines={[
          {
            key: 'takes',
            word: t('redeem.takes'),
            value: t('amount', { points: price, name: currency }),
          },
          {
            key: 'has',
            word: t('redeem.has'),
            value: t('amount', { points: available, name: currency }),
          },
        ]}
      />
      {pointsMin < most && (
        <UnitField
          label={t('redeem.part')}
          description={t('redeem.partHint', { min: pointsMin })}
          unit={currency}
          value={typed}
          error={isFaulty && t('redeem.partFault', { min: pointsMin, max: most })}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <StoreField store={store ?? first} onChange={setStore} />
    </FormDialog>
  )
}

function useRedeem(onClose: () => void) {
  const { t } = useTranslation(['points', 'frame'])
  const format = useFormat()
  const refusalWords = useRefusalWords()
  const undo = useAction(cancelRewardRedemption, { changes: holdingsOfCustomer })
  return useAction(redeemReward, {
    changes: holdingsOfCustomer,
    onDone: ({ id, name, voucherCode, money }) => {
      onClose()
      const back = () =>
        // The dialog is gone by then; a promise still tells how it went.
        undo.mutateAsync({ params: { redemptionId: id } }).then(
          () => toast(t('points:redeem.undone', { name })),
          (problem: Problem) => toast(refusalWords(problem)),
        )
      const said =
        voucherCode !== null
          ? t('points:redeem.doneCode', { name, code: voucherCode })
          : money.amount > 0
            ? t('points:redeem.donePays', { name, amount: format.money(money) })
            : t('points:redeem.done', { name })
      toast(said, { word: t('frame:action.undo'), act: back })
    },
  })
}
