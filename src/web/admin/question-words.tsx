import { Fragment, type ReactNode } from 'react'

/** The words of a question one after the other, as a sentence; those that are not asked are left out. */
export function QuestionWords({ lead, words }: { lead: string; words: readonly ReactNode[] }) {
  return (
    <>
      {lead}{' '}
      {words.filter(Boolean).map((word, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place in the sentence
        <Fragment key={place}>
          {place > 0 && ', '}
          {word}
        </Fragment>
      ))}
      {'. '}
    </>
  )
}
