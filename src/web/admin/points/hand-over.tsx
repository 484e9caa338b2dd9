import { Radio } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelHandOver, handOverGift } from '#contract/endpoints/gifts.ts'
import { type Problem, useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { newExternalId } from '../new-external-id.ts'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { type Gifts, holdingsOfCustomer } from './points.ts'
import { StoreField, useFirstStore } from './store-field.tsx'

export type DueGift = Gifts['ladders'][number]['due'][number] & { ladder: string }

type HandOverProps = { gift: DueGift; customerId: string; name: string; onClose: () => void }

/** Which of the gifts it is to be; what fits best stands first. */
export function HandOver({ gift, customerId, name, onClose }: HandOverProps) {
  const { t } = useTranslation('points')
  const refusalWords = useRefusalWords()
  const [externalId] = useState(newExternalId)
  const { articles, ladder, round, count } = gift
  const there = articles.filter(({ stock }) => stock === null || stock > 0)
  const [article, setArticle] = useState(there[0]?.key ?? '')
  const first = useFirstStore()
  const [store, setStore] = useState<string | null>(null)
  const hand = useHandOver(onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const chosen = store ?? first
    hand.mutate({
      body: {
        ...{ source: 'office', externalId, article },
        customer: { id: customerId },
        for: { kind: 'ladder', ladder, round, count },
        ...(chosen === null ? {} : { store: chosen }),
      },
    })
  }
  return (
    <FormDialog
      title={t('hand.title', { name })}
      word={t('hand.confirm')}
      busy={hand.isPending || there.length === 0}
      refusal={there.length === 0 ? t('hand.out') : hand.error && refusalWords(hand.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Radio.Group
        label={t('hand.which')}
        description={t('hand.best')}
        value={article}
        onChange={setArticle}
      >
        <div className={forms.choices}>
          {articles.map(({ key, name: word, stock }) => (
            <Radio
              key={key}
              value={key}
              disabled={stock === 0}
              label={stock === null ? word : t('hand.stock', { name: word, count: stock })}
            />
          ))}
        </div>
      </Radio.Group>
      <StoreField store={store ?? first} onChange={setStore} />
    </FormDialog>
  )
}

function useHandOver(onClose: () => void) {
  const { t } = useTranslation(['points', 'frame'])
  const refusalWords = useRefusalWords()
  const undo = useAction(cancelHandOver, { changes: holdingsOfCustomer })
  return useAction(handOverGift, {
    changes: holdingsOfCustomer,
    onDone: ({ id, article: { name } }) => {
      onClose()
      const back = () =>
        // The dialog is gone by then; a promise still tells how it went.
        undo.mutateAsync({ params: { handOverId: id } }).then(
          () => toast(t('points:hand.undone', { name })),
          (problem: Problem) => toast(refusalWords(problem)),
        )
      toast(t('points:hand.done', { name }), { word: t('frame:action.undo'), act: back })
    },
  })
}
