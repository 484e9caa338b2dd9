import { useTranslation } from 'react-i18next'
import type { Problem } from '../client/index.ts'
import parts from './parts.module.css'

/** Why something was not done, beside what was pressed. */
export function Refusal({ problem }: { problem: Problem | null }) {
  const words = useRefusalWords()
  if (problem === null) return null
  return (
    <p className={parts.refused} role="alert">
      {words(problem)}
    </p>
  )
}

function useRefusalWords(): (problem: Problem) => string {
  const { t, i18n } = useTranslation('portal')
  return ({ kind, code }) => {
    if (kind === 'offline') return t('failed.offline')
    const key = `refused.${code}`
    // Codes are the contract's, and more of them than need words here.
    if (i18n.exists(key, { ns: 'portal' })) return t(key as 'refused.guest_code_wrong')
    if (kind === 'too_many') return t('failed.tooMany')
    return `${t('failed.sentence')} ${t('failed.code', { code })}`
  }
}
