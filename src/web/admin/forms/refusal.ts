import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'

/** What a refusal says on the screen: by its code, else by its kind. */
export function useRefusal(): (problem: Problem) => string {
  const { t } = useTranslation(['settings', 'errors'])
  return ({ code, kind }) =>
    // Which codes the server may send is open; those without words fall back to their kind.
    t(`settings:refusal.${code as 'store_exists'}`, { defaultValue: t(`errors:title.${kind}`) })
}

/** A schema's refusals; the server's own sentences about them are English and for developers. */
const generalCodes = new Set([
  'body_malformed',
  'json_malformed',
  'query_malformed',
  'request_malformed',
])

type Placed = { fields: Record<string, string>; rest: string | null }

/**
 * Sorts a refusal to the fields it speaks of.
 * @param places fields of codes that name none themselves
 */
export function usePlacing(): (problem: Problem, places?: Record<string, string>) => Placed {
  const { t } = useTranslation('settings')
  const words = useRefusal()
  return (problem, places = {}) => {
    const place = places[problem.code]
    if (place !== undefined) return { fields: { [place]: words(problem) }, rest: null }
    const said = generalCodes.has(problem.code) ? t('fault.general') : words(problem)
    const named = Object.keys(problem.faultsByField()).filter((field) => field !== '')
    if (named.length === 0) return { fields: {}, rest: said }
    return { fields: Object.fromEntries(named.map((field) => [field, said])), rest: null }
  }
}
