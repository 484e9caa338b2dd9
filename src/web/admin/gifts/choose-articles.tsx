import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { useArticles } from '../rewards/use-reward-words.ts'

type ChooseArticlesProps = {
  chosen: readonly string[]
  onChoose: (articles: string[]) => void
  onClose: () => void
}

/** Which articles a step offers to choose from. */
export function ChooseArticles({ chosen, onChoose, onClose }: ChooseArticlesProps) {
  const { t } = useTranslation('gifts')
  const { articles } = useArticles()
  const [keys, setKeys] = useState([...chosen])
  const offered = articles.filter(
    ({ key, archivedAt }) => archivedAt === null || chosen.includes(key),
  )
  return (
    <FormDialog
      title={t('ladder.chooseTitle')}
      word={t('ladder.chooseDo')}
      busy={false}
      refusal={keys.length === 0 ? t('ladder.fault.articles') : null}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        if (keys.length === 0) return
        onChoose(keys)
        onClose()
      }}
    >
      <Checkbox.Group
        label={t('ladder.articlesLabel')}
        description={t('ladder.chooseHint')}
        value={keys}
        onChange={setKeys}
      >
        <div className={forms.choices}>
          {offered.map(({ key, name }) => (
            <Checkbox key={key} value={key} label={name} />
          ))}
        </div>
      </Checkbox.Group>
    </FormDialog>
  )
}
