import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import type { StatementLine } from './points.ts'
import { type Reason, wordsOf } from './reason-words.ts'

/** Why points moved, in a sentence, for every reason the books know. */
export function useReasonWords(rewardNames: ReadonlyMap<string, string>) {
  const { t } = useTranslation('points')
  const format = useFormat()
  const say = { t, format, rewardNames }
  return (reason: Reason, act: StatementLine['act']): string => wordsOf(say, reason, act)
}
