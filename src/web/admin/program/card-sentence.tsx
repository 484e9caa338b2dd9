import { Trans, useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { EditableWord } from '../../design/editable-word.tsx'
import type { Draft } from './draft.ts'
import type { CardContent } from './program.ts'
import classes from './sentences.module.css'

type CardSentenceProps = {
  card: NonNullable<Draft['card']>
  was: Draft['card']
  onDraft: (card: Draft['card']) => void
  canEnd: boolean
}

const nameMax = 100
const wordsMax = 200

/** What the card is called and says; how many places it has, its reward says. */
export function CardSentence({ card, was, onDraft, canEnd }: CardSentenceProps) {
  const { t } = useTranslation('program')
  const { key, content } = card
  const change = (part: Partial<CardContent>) => onDraft({ key, content: { ...content, ...part } })
  const name = (
    <EditableWord
      label={t('label.cardName')}
      value={content.name}
      onChange={(text) => change({ name: text.trim().slice(0, nameMax) })}
    />
  )
  const words = (
    <EditableWord
      label={t('label.cardWords')}
      value={content.words ?? ''}
      shown={content.words ?? t('page.noCardWords')}
      mayBeEmpty
      onChange={(text) => {
        const { words: _, ...rest } = content
        const kept = text.trim().slice(0, wordsMax)
        onDraft({ key, content: kept === '' ? rest : { ...rest, words: kept } })
      }}
    />
  )
  return (
    <li>
      <p>
        <Trans
          t={t}
          i18nKey="sentence.card"
          components={{ name, words }}
          values={{ places: content.places }}
        />
      </p>
      {!was && <span className={classes.was}>{t('page.isNew')}</span>}
      {canEnd && (
        <Button
          kind="word"
          className={classes.end ?? ''}
          aria-label={t('page.endLabel', { name: content.name })}
          onClick={() => onDraft(null)}
        >
          {t('page.end')}
        </Button>
      )}
    </li>
  )
}
