import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelExtra, claimExtra } from '#contract/endpoints/extras.ts'
import { type Problem, useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { toast } from '../../design/toast.tsx'
import words from '../../design/words.module.css'
import { FormDialog } from '../forms/form-dialog.tsx'
import { newExternalId } from '../new-external-id.ts'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { useMay } from '../session.ts'
import { type Balance, holdingsOfCustomer } from './points.ts'
import { StoreField, useFirstStore } from './store-field.tsx'

type Privilege = NonNullable<NonNullable<Balance['tier']>['level']>['privileges'][number]
type ExtraRowProps = { privilege: Privilege; extra: string; customerId: string }

/** A free extra: how often it is left this month, and the word to say it was given. */
export function ExtraRow({ privilege, extra, customerId }: ExtraRowProps) {
  const { t } = useTranslation('points')
  const mayGive = useMay()('rewards:redeem')
  const [isGiving, setGiving] = useState(false)
  const { text, leftThisMonth: left } = privilege
  return (
    <li>
      <span>{text}</span>
      {mayGive && left !== 0 && (
        <Button
          kind="word"
          aria-label={t('extra.giveNamed', { name: extra })}
          onClick={() => setGiving(true)}
        >
          {t('extra.give')}
        </Button>
      )}
      {left !== null && (
        <small>{left === 0 ? t('extra.usedUp') : t('extra.left', { count: left })}</small>
      )}
      {isGiving && (
        <GiveExtra extra={extra} customerId={customerId} onClose={() => setGiving(false)} />
      )}
    </li>
  )
}

type GiveExtraProps = { extra: string; customerId: string; onClose: () => void }

function GiveExtra({ extra, customerId, onClose }: GiveExtraProps) {
  const { t } = useTranslation('points')
  const refusalWords = useRefusalWords()
  const [externalId] = useState(newExternalId)
  const first = useFirstStore()
  const [store, setStore] = useState<string | null>(null)
  const give = useGive(extra, onClose)
  const chosen = store ?? first
  const submit = (event: FormEvent) => {
    event.preventDefault()
    give.mutate({
      body: {
        ...{ source: 'office', externalId, extra },
        customer: { id: customerId },
        ...(chosen === null ? {} : { store: chosen }),
      },
    })
  }
  return (
    <FormDialog
      title={t('extra.title', { name: extra })}
      word={t('extra.give')}
      busy={give.isPending}
      refusal={give.error && refusalWords(give.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={words.sm}>{t('extra.note')}</p>
      <StoreField store={chosen} onChange={setStore} />
    </FormDialog>
  )
}

function useGive(name: string, onClose: () => void) {
  const { t } = useTranslation(['points', 'frame'])
  const refusalWords = useRefusalWords()
  const undo = useAction(cancelExtra, { changes: holdingsOfCustomer })
  return useAction(claimExtra, {
    changes: holdingsOfCustomer,
    onDone: ({ id }) => {
      onClose()
      const back = () =>
        // The dialog is gone by then; a promise still tells how it went.
        undo.mutateAsync({ params: { claimId: id } }).then(
          () => toast(t('points:extra.undone', { name })),
          (problem: Problem) => toast(refusalWords(problem)),
        )
      toast(t('points:extra.done', { name }), { word: t('frame:action.undo'), act: back })
    },
  })
}
