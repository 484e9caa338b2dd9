import type { RewardReason } from '#contract/language/reward.ts'
import { Refusal } from '#kernel/errors.ts'
import { rewardReasons as german } from '#locales/de/reward-reasons.ts'
import { rewardReasons as english } from '#locales/en/reward-reasons.ts'
import type { Language } from '#locales/language.ts'

const words = { de: german, en: english }

export const reasonInWords = (code: RewardReason, language: Language) => ({
  code,
  message: words[language][code],
})

/** A refusal by the first reason, that tells them all. */
export function refusalOf(reasons: readonly RewardReason[], language: Language): Refusal {
  const faults = reasons.map((code) => ({ pointer: '/reward', ...reasonInWords(code, language) }))
  return new Refusal('conflict', faults[0]!.code, faults[0]!.message, faults)
}
