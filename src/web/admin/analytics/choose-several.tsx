import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import words from '../../design/words.module.css'
import classes from './question.module.css'
import { QuestionWord } from './question-word.tsx'

type ChooseSeveralProps = {
  label: string
  word: string
  chosen: readonly string[]
  options: readonly { value: string; name: string }[]
  onChange: (chosen: string[]) => void
}

/** From so many choices on they are found by typing. */
const searchedFrom = 12
const shownMax = 60

/** Any of many; every tick counts at once. */
export function ChooseSeveral(props: ChooseSeveralProps) {
  const { label, word, chosen, options, onChange } = props
  const { t } = useTranslation('analytics')
  return (
    <QuestionWord label={label} word={word}>
      {() => (
        <>
          <Choices {...props} />
          {chosen.length > 0 && (
            <p className={classes.foot}>
              <Button kind="word" onClick={() => onChange([])}>
                {t('question.all')}
              </Button>
            </p>
          )}
          {options.length === 0 && (
            <p className={`${words.sm} ${words.muted}`}>{t('question.none')}</p>
          )}
        </>
      )}
    </QuestionWord>
  )
}

function Choices({ label, chosen, options, onChange }: ChooseSeveralProps) {
  const { t } = useTranslation('analytics')
  const [search, setSearch] = useState('')
  const sought = search.trim().toLocaleLowerCase()
  const found = options.filter(({ name }) => name.toLocaleLowerCase().includes(sought))
  return (
    <Checkbox.Group label={label} value={[...chosen]} onChange={onChange} className={classes.group}>
      {options.length >= searchedFrom && (
        <TextInput
          type="search"
          aria-label={t('question.search')}
          placeholder={t('question.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <div className={classes.choices}>
        {found.slice(0, shownMax).map(({ value, name }) => (
          <Checkbox key={value} value={value} label={name} className={classes.choice} />
        ))}
        {found.length > shownMax && (
          <p className={`${words.sm} ${words.muted}`}>
            {t('question.more', { count: found.length - shownMax })}
          </p>
        )}
        {found.length === 0 && (
          <p className={`${words.sm} ${words.muted}`}>{t('question.notFound')}</p>
        )}
      </div>
    </Checkbox.Group>
  )
}
