import { useTranslation } from 'react-i18next'
import { atBeginning } from '#locales/proposed-names.ts'
import classes from './said-line.module.css'
import type { Said } from './use-counter.ts'
import { useGainedWords } from './use-gained-words.ts'
import { useUnearnedWords } from './use-unearned-words.ts'

/** What just happened, by color, sign and word. */
export function SaidLine({ said }: { said: Said }) {
  const words = useWords()(said)
  return (
    <p className={classes.said} data-tone={said.tone}>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <circle cx="11" cy="11" r="11" />
        {said.tone === 'good' ? (
          <path d="M6 11.5l3.4 3.4L16 8" />
        ) : (
          <path d="M11 5.5v7M11 15v1.6" />
        )}
      </svg>
      {words}
    </p>
  )
}

function useWords(): (said: Said) => string {
  const { t } = useTranslation(['pos', 'reward-reasons'])
  const gainedWords = useGainedWords()
  const unearnedWords = useUnearnedWords()
  const gainedIn = ({ gained, unearned }: Extract<Said, { kind: 'booked' }>) => {
    if (gained.length > 0) return [t('booked'), ...gained.map(gainedWords)].join(', ')
    return unearned ? '' : t('bookedNothing')
  }
  return (said) => {
    switch (said.kind) {
      case 'booked':
        return [gainedIn(said), said.unearned && unearnedWords(said.unearned, said.earns)]
          .filter(Boolean)
          .join('. ')
      case 'redeemed':
      case 'given': {
        const done = t(said.kind, { name: atBeginning(said.name) })
        return said.sku === null ? done : `${done}. ${t('bookAs', { sku: said.sku })}`
      }
      case 'failed':
        // Which codes the server may send is open; those without words are told in general.
        return t(`refusal.${said.detail as 'own_card'}`, {
          defaultValue: t(`reward-reasons:${said.detail as 'reward_ended'}`, {
            defaultValue: t('failed'),
          }),
        })
      case 'blocked':
      case 'replaced':
        return t(`lostCard.${said.kind}`)
      case 'coded':
        return t('booked')
      case 'noCodes':
        return t('code.none')
      case 'recognized':
      case 'found':
      case 'enrolled':
      case 'undone':
      case 'kept':
      case 'nobody':
      case 'freeCard':
      case 'offline':
        return t(said.kind)
    }
  }
}
