import type { TFunction } from 'i18next'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StartProposal } from '#contract/endpoints/start.ts'
import { addWords, type Language, languages, nounOf } from '#locales/index.ts'
import { inLanguage } from '#locales/proposed-names.ts'
import { createFormat } from '../../design/format.ts'
import { useFormat } from '../../design/provider.tsx'
import { useSession } from '../session.ts'

/**
 * The terms that follow from a plan, in both languages: guests read them in theirs, whatever language
 * the office is in. They change with the plan's words until somebody writes their own.
 * @returns null until the words of both are there
 */
export function useTermsTexts(draft: StartProposal): Record<Language, string> | null {
  const { i18n } = useTranslation()
  const { currency, timeZone } = useFormat()
  const areThere = useBothLanguages()
  return useMemo(() => {
    if (!areThere) return null
    const textIn = (language: Language) =>
      textOf(draft, {
        t: i18n.getFixedT(language, 'start'),
        said: (name) => inLanguage(name, language, currency),
        money: createFormat({ language, currency, timeZone }).money,
      })
    return { de: textIn('de'), en: textIn('en') }
  }, [areThere, draft, i18n, currency, timeZone])
}

/** The office loads one language; what goes out in both needs the other one too. */
function useBothLanguages(): boolean {
  const { i18n } = useTranslation()
  const { business } = useSession()
  const { presence } = business
  const noun = nounOf(business.trade)
  const [areThere, tell] = useState(false)
  useEffect(() => {
    let isCurrent = true
    // Those of its own it has, in the words of this business.
    const others = languages.filter((language) => language !== i18n.language)
    Promise.all(others.map((language) => addWords(i18n, language, noun, presence))).then(
      () => isCurrent && tell(true),
    )
    return () => {
      isCurrent = false
    }
  }, [i18n, noun, presence])
  return areThere
}

type Words = {
  t: TFunction<'start'>
  money: (amount: number) => string
  said: (name: string) => string
}

function textOf(
  { businessName, stamp, first, full }: StartProposal,
  { t, money, said }: Words,
): string {
  const rewards = [first, full].flatMap((one) => (one ? [one] : []))
  return t('terms.text', {
    business: businessName.trim() || '…',
    rule:
      stamp.kind === 'per_visit'
        ? t('terms.ruleVisit')
        : t('terms.ruleAmount', { amount: money(stamp.amount) }),
    shown: t(`terms.shown.${stamp.kind}`),
    kept: t(`terms.kept.${stamp.kind}`),
    rewards: rewards
      .map(({ places, name }) => t('terms.rewardLine', { places, name: said(name) }))
      .join(' '),
  })
}
