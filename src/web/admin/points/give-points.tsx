import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelPointAct, grantPoints } from '#contract/endpoints/point-acts.ts'
import { type Problem, useAction } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { toast } from '../../design/toast.tsx'
import { startOfDayAfter } from '../day-instants.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { useByHand } from './by-hand.ts'
import { AmountFields, ReasonFields } from './by-hand-fields.tsx'
import { type Balance, holdingsOfCustomer } from './points.ts'
import { useLargeGift } from './use-large-gift.tsx'

type GivePointsProps = { balance: Balance; onClose: () => void }
type Kind = 'grant' | 'goodwill'
const kinds: readonly Kind[] = ['grant', 'goodwill']

/** Gives points with a reason: what was forgotten, or for kindness. */
export function GivePoints({ balance, onClose }: GivePointsProps) {
  const { t } = useTranslation('points')
  const { timeZone } = useFormat()
  const refusalWords = useRefusalWords()
  const { draft, change, points, request } = useByHand(balance, 'card_forgotten')
  const [kind, setKind] = useState<Kind>('grant')
  const [until, setUntil] = useState('')
  const [isTried, setTried] = useState(false)
  const name =
    balance.points.find(({ currency }) => currency === draft.currency)?.name ?? draft.currency
  const large = useLargeGift({ currency: draft.currency, name, points })
  const grant = useGrant({ points, name, store: draft.store }, onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (points === null || !large.isMeant) return
    const expiresAt = until === '' ? {} : { expiresAt: startOfDayAfter(until, timeZone) }
    grant.mutate({ body: { ...request, as: kind, points, ...expiresAt } })
  }
  const choose = (chosen: Kind) => {
    setKind(chosen)
    change({ reason: chosen === 'goodwill' ? 'complaint' : 'card_forgotten' })
  }
  return (
    <FormDialog
      title={t('give.title')}
      word={t('give.confirm')}
      busy={grant.isPending}
      refusal={grant.error && refusalWords(grant.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <div>
        <Segmented
          label={t('give.as')}
          value={kind}
          options={kinds.map((value) => ({ value, word: t(`give.${value}`) }))}
          onChange={choose}
        />
      </div>
      <AmountFields
        draft={draft}
        onChange={change}
        holdings={balance.points}
        fault={isTried && points === null ? t('give.pointsFault') : null}
      />
      {large.question(isTried)}
      <ReasonFields draft={draft} onChange={change} />
      <TextInput
        type="date"
        label={t('give.until')}
        description={t('give.untilHint')}
        value={until}
        onChange={({ target }) => setUntil(target.value)}
      />
    </FormDialog>
  )
}

type Given = { points: number | null; name: string; store: string | null }

function useGrant({ points, name, store }: Given, onClose: () => void) {
  const { t } = useTranslation(['points', 'frame'])
  const refusalWords = useRefusalWords()
  const undo = useAction(cancelPointAct, { changes: holdingsOfCustomer })
  return useAction(grantPoints, {
    changes: holdingsOfCustomer,
    onDone: ({ id, customerId }) => {
      onClose()
      const body = { customer: { id: customerId }, ...(store === null ? {} : { store }) }
      const back = () =>
        // The dialog is gone by then; a promise still tells how it went.
        undo.mutateAsync({ params: { actId: id }, body }).then(
          () => toast(t('points:give.undone', { points, name })),
          (problem: Problem) => toast(refusalWords(problem)),
        )
      const said = t('points:give.done', { points, name })
      toast(said, { word: t('frame:action.undo'), act: back })
    },
  })
}
