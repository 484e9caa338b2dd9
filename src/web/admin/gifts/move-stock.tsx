import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  listGiftArticles,
  listStockMovements,
  moveStock,
  readGiftArticle,
} from '#contract/endpoints/gift-articles.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { UnitField } from '../forms/unit-field.tsx'
import { newExternalId } from '../new-external-id.ts'
import { StoreField, useFirstStore } from '../points/store-field.tsx'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { useSession } from '../session.ts'
import { readCount } from '../writing/typed-numbers.ts'
import type { Article } from './article.ts'

type MoveStockProps = { article: Article; kind: 'delivery' | 'count'; onClose: () => void }

/** Says how many came, or how many were counted. */
export function MoveStock({ article, kind, onClose }: MoveStockProps) {
  const { t } = useTranslation(['gifts', 'writing'])
  const refusalWords = useRefusalWords()
  const { storeIds } = useSession()
  const [externalId] = useState(newExternalId)
  const [typed, setTyped] = useState('')
  const [isTried, setTried] = useState(false)
  const first = useFirstStore()
  const [store, setStore] = useState<string | null>(null)
  const count = readCount(typed, kind === 'delivery' ? 1 : 0)
  const move = useAction(moveStock, {
    changes: [listGiftArticles, readGiftArticle, listStockMovements],
    onDone: () => {
      toast(t(`stock.${kind}Done`, { count: count ?? 0 }))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (count === null) return
    // Whoever is in charge of all stores counts for all of them.
    const at = storeIds === null ? null : (store ?? first)
    const shared = { source: 'office', externalId, ...(at === null ? {} : { store: at }) }
    move.mutate({
      params: { articleKey: article.key },
      body:
        kind === 'delivery'
          ? { ...shared, reason: 'delivery', pieces: count }
          : { ...shared, reason: 'corrected', stock: count },
    })
  }
  const fault = kind === 'delivery' ? 'pieces' : 'count'
  return (
    <FormDialog
      title={t(`stock.${kind}Title`, { name: article.name })}
      word={t(`stock.${kind}Do`)}
      busy={move.isPending}
      refusal={move.error && refusalWords(move.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <UnitField
        label={t(`stock.${kind}Pieces`)}
        unit={t('writing:unit.pieces')}
        data-autofocus
        value={typed}
        error={isTried && count === null && t(`article.fault.${fault}`)}
        onChange={({ target }) => setTyped(target.value)}
      />
      {storeIds !== null && <StoreField store={store ?? first} onChange={setStore} />}
    </FormDialog>
  )
}
