import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SentenceWord } from '../../design/sentence-word.tsx'
import { useArticles } from '../rewards/use-reward-words.ts'
import { ChooseArticles } from './choose-articles.tsx'

type ArticlesWordProps = { articles: readonly string[]; onChange: (articles: string[]) => void }

/** A word of a sentence that names what there is to choose from, and opens the choice. */
export function ArticlesWord({ articles, onChange }: ArticlesWordProps) {
  const { t } = useTranslation('gifts')
  const wordOf = useArticlesWord()
  const [isChoosing, setChoosing] = useState(false)
  const word = wordOf(articles)
  return (
    <>
      <SentenceWord
        aria-label={`${t('ladder.articlesLabel')}: ${word}`}
        onClick={() => setChoosing(true)}
      >
        {word}
      </SentenceWord>
      {isChoosing && (
        <ChooseArticles chosen={articles} onChoose={onChange} onClose={() => setChoosing(false)} />
      )}
    </>
  )
}

/** `Thermobecher oder Kerze` */
export function useArticlesWord(): (keys: readonly string[]) => string {
  const { t, i18n } = useTranslation('gifts')
  const { nameOf } = useArticles()
  const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' })
  return (keys) => (keys.length === 0 ? t('ladder.articlesNone') : list.format(keys.map(nameOf)))
}
