import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { grantPoints } from '#contract/endpoints/point-acts.ts'
import { useAction } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { toast } from '../../design/toast.tsx'
import { startOfDayAfter } from '../day-instants.ts'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { FormDialog } from '../settings/form-dialog.tsx'
import { useByHand } from './by-hand.ts'
import { AmountFields, ReasonFields } from './by-hand-fields.tsx'
import { type Balance, holdingsOfCustomer } from './points.ts'

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
  const nameOf = (currency: string) =>
    balance.points.find((one) => one.currency === currency)?.name ?? currency
  const grant = useAction(grantPoints, {
    changes: holdingsOfCustomer,
    onDone: () => {
      toast(t('give.done', { points, name: nameOf(draft.currency) }))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (points === null) return
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
