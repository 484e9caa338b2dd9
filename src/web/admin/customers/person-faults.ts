import { useTranslation } from 'react-i18next'
import type { Attribute } from '#contract/endpoints/attributes.ts'
import type { customers } from '#locales/de/customers.ts'
import type { Problem } from '../../client/index.ts'
import { readBirthday } from './birthday-text.ts'
import { addedIdentities, type PersonDraft } from './person-draft.ts'

export type IdentityFault = { words: string; isTaken: boolean }

/** What is wrong, at the field where it stands. */
export type PersonFaults = {
  name?: string
  birthday?: string
  /** By the key of the draft. */
  identities: Readonly<Record<string, IdentityFault>>
  /** By the name of the attribute. */
  attributes: Readonly<Record<string, string>>
  /** What stands at no field. */
  general?: string
}

type Code = keyof typeof customers.form.fault

export const noFaults: PersonFaults = { identities: {}, attributes: {} }
export const hasFaults = (faults: PersonFaults): boolean =>
  Boolean(faults.name ?? faults.birthday ?? faults.general) ||
  Object.keys({ ...faults.identities, ...faults.attributes }).length > 0

export function usePersonFaults() {
  const { t } = useTranslation(['customers', 'errors'])
  const codes: readonly string[] = Object.keys(t('form.fault', { returnObjects: true }))
  const isTold = (code: string): code is Code => codes.includes(code)
  const wordsOf = (code: string) => t(`form.fault.${isTold(code) ? code : 'other'}`)

  /** What can be seen before anything is sent. */
  const ofDraft = (draft: PersonDraft, definitions: readonly Attribute[]): PersonFaults => ({
    ...noFaults,
    attributes: Object.fromEntries(
      definitions
        .filter(({ name, required }) => required && !draft.attributes[name]?.trim())
        .map(({ name }) => [name, t('form.fault.attribute_required')]),
    ),
    ...(readBirthday(draft.birthday) === undefined && { birthday: t('form.birthdayUnreadable') }),
    ...(draft.name.trim() === '' &&
      draft.identities.every(({ value }) => value.trim() === '') && { name: t('form.needed') }),
  })

  /** What the server refused; identities are counted through as they were sent. */
  const ofProblem = (
    problem: Problem | null,
    draft: PersonDraft,
    was: PersonDraft | null,
  ): PersonFaults => {
    if (!problem) return noFaults
    const added = addedIdentities(draft, was)
    const identities: Record<string, IdentityFault> = {}
    const attributes: Record<string, string> = {}
    for (const { pointer, code } of problem.faults) {
      const place = /^(?:\/body)?\/(?:identities|addIdentities)\/(\d+)/.exec(pointer)?.[1]
      const name = /^(?:\/body)?\/attributes\/([^/]+)/.exec(pointer)?.[1]
      const known = isTold(code) ? code : place === undefined ? 'other' : 'identity_malformed'
      const key = place === undefined ? undefined : added[Number(place)]?.key
      if (key) identities[key] = { words: wordsOf(known), isTaken: code === 'identity_taken' }
      if (name) attributes[name] = wordsOf(isTold(code) ? code : 'attribute_malformed')
    }
    const isPlaced = Object.keys({ ...identities, ...attributes }).length > 0
    const general = isTold(problem.code)
      ? wordsOf(problem.code)
      : `${t(`errors:title.${problem.kind}`)} ${t(`errors:advice.${problem.kind}`)}`
    return { identities, attributes, ...(!isPlaced && { general }) }
  }
  return { ofDraft, ofProblem }
}
