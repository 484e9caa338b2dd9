import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  defineGiftArticle,
  listGiftArticles,
  readGiftArticle,
} from '#contract/endpoints/gift-articles.ts'
import { useAction } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { UnitField } from '../forms/unit-field.tsx'
import { freeKey } from '../free-key.ts'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import type { Article } from './article.ts'
import { contentOf, emptyDraft, faultsOf, typedOf } from './article-draft.ts'

type ArticleDialogProps = {
  /** What is changed; absent: a new one. */
  article?: Article
  /** Technical names there are already. */
  taken?: readonly string[]
  onClose: () => void
}

/** An article to give away, as it is added or changed. */
export function ArticleDialog({ article, taken = [], onClose }: ArticleDialogProps) {
  const { t } = useTranslation(['gifts', 'writing'])
  const format = useFormat()
  const refusalWords = useRefusalWords()
  const [draft, setDraft] = useState(() => (article ? typedOf(article, format) : emptyDraft))
  const [isTried, setTried] = useState(false)
  const faults = isTried ? faultsOf(draft, format.currency) : {}
  const define = useAction(defineGiftArticle, {
    changes: [listGiftArticles, readGiftArticle],
    onDone: ({ name }) => {
      toast(article ? t('article.saved') : t('article.created', { name }))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const body = contentOf(draft, format.currency)
    if (body === null) return
    const articleKey = article?.key ?? freeKey(draft.name, 'article', taken)
    define.mutate({ params: { articleKey }, body })
  }
  const field = (name: 'name' | 'sku' | 'category' | 'cost' | 'lowStockAt') => ({
    label: t(`article.${name}`),
    value: draft[name],
    maxLength: name === 'name' ? 100 : 64,
    error: faults[name] && t(`article.fault.${faults[name]}`),
    onChange: ({ target }: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: target.value })),
  })
  return (
    <FormDialog
      title={t(article ? 'article.editTitle' : 'article.addTitle')}
      word={t(article ? 'article.editDo' : 'article.addDo')}
      busy={define.isPending}
      refusal={define.error && refusalWords(define.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput data-autofocus {...field('name')} />
      <UnitField
        {...field('cost')}
        description={t('article.costHint')}
        unit={format.currencySymbol}
      />
      <Checkbox
        label={t('article.counted')}
        description={t('article.countedHint')}
        checked={draft.counted}
        onChange={({ target }) => setDraft((before) => ({ ...before, counted: target.checked }))}
      />
      {draft.counted && (
        <UnitField
          {...field('lowStockAt')}
          description={t('article.lowStockHint')}
          unit={t('writing:unit.pieces')}
        />
      )}
      <TextInput {...field('category')} />
      <TextInput {...field('sku')} />
      <Textarea
        label={t('article.supplierNote')}
        description={t('article.supplierHint')}
        maxLength={500}
        autosize
        minRows={2}
        value={draft.supplierNote}
        onChange={({ target }) => setDraft((before) => ({ ...before, supplierNote: target.value }))}
      />
    </FormDialog>
  )
}
