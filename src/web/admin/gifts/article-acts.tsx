import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  archiveGiftArticle,
  defineGiftArticle,
  listGiftArticles,
  readGiftArticle,
} from '#contract/endpoints/gift-articles.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { toast } from '../../design/toast.tsx'
import forms from '../forms/forms.module.css'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { useMay } from '../session.ts'
import type { Article } from './article.ts'
import { ArticleDialog } from './article-dialog.tsx'
import { contentOf, typedOf } from './article-draft.ts'
import { MoveStock } from './move-stock.tsx'

type Act = 'edit' | 'delivery' | 'count' | 'archive'

/** What can be done with an article; one that is no longer given away can come back. */
export function ArticleActs({ article }: { article: Article }) {
  const { t } = useTranslation('gifts')
  const may = useMay()
  const mayDefine = may('rewards:define')
  const [act, setAct] = useState<Act | null>(null)
  const close = () => setAct(null)
  if (article.archivedAt !== null) return mayDefine && <TakeUpAgain article={article} />
  const mayMove = may('gift_stock:write') && article.stock !== null
  return (
    <>
      {mayDefine && (
        <Button kind="plain" onClick={() => setAct('archive')}>
          {t('article.archive')}
        </Button>
      )}
      {mayDefine && <Button onClick={() => setAct('edit')}>{t('article.edit')}</Button>}
      {mayMove && <Button onClick={() => setAct('count')}>{t('article.count')}</Button>}
      {mayMove && (
        <Button kind="main" onClick={() => setAct('delivery')}>
          {t('article.delivery')}
        </Button>
      )}
      {act === 'edit' && <ArticleDialog article={article} onClose={close} />}
      {(act === 'delivery' || act === 'count') && (
        <MoveStock key={act} article={article} kind={act} onClose={close} />
      )}
      {act === 'archive' && <Archive article={article} onClose={close} />}
    </>
  )
}

function TakeUpAgain({ article }: { article: Article }) {
  const { t } = useTranslation('gifts')
  const format = useFormat()
  const refusalWords = useRefusalWords()
  const define = useAction(defineGiftArticle, {
    changes: [listGiftArticles, readGiftArticle],
    onDone: ({ name }) => toast(t('article.created', { name })),
  })
  const takeUp = () => {
    const body = contentOf(typedOf(article, format), format.currency)
    if (body === null) return
    define.mutate(
      { params: { articleKey: article.key }, body },
      { onError: (problem) => toast(refusalWords(problem)) },
    )
  }
  return (
    <Button busy={define.isPending} onClick={takeUp}>
      {t('article.back')}
    </Button>
  )
}

function Archive({ article: { key, name }, onClose }: { article: Article; onClose: () => void }) {
  const { t } = useTranslation('gifts')
  const refusalWords = useRefusalWords()
  const archive = useAction(archiveGiftArticle, {
    changes: [listGiftArticles, readGiftArticle],
    onDone: () => {
      toast(t('article.archivedDone', { name }))
      onClose()
    },
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('article.archiveTitle', { name })}
      actions={
        <Button
          kind="destructive"
          busy={archive.isPending}
          onClick={() => archive.mutate({ params: { articleKey: key } })}
        >
          {t('article.archiveDo')}
        </Button>
      }
    >
      <p className={forms.text}>{t('article.archiveWhat')}</p>
      {archive.error && <Refusal place="below">{refusalWords(archive.error)}</Refusal>}
    </Dialog>
  )
}
