import { useTranslation } from 'react-i18next'
import { listAttributes } from '#contract/endpoints/attributes.ts'
import { useCall } from '../../client/index.ts'
import { KeyValues } from '../../design/key-values.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import classes from './customer-page.module.css'
import { type Customer, identityKinds } from './person-draft.ts'
import { useAttributeWords } from './use-attribute-words.ts'

/** What the business keeps of somebody, and by what they are recognized. */
export function WhoTheyAre({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers')
  const attributeWords = useAttributeWords()
  const definitions = useCall(listAttributes, {}).data?.items ?? []
  const identityLines = useIdentityLines(customer)
  const attributes = definitions.filter(({ name }) => customer.attributes[name] !== undefined)
  return (
    <>
      {attributes.length > 0 && (
        <Section heading={t('page.attributes.heading')}>
          <KeyValues
            lines={attributes.map(({ name, label }) => ({
              key: name,
              word: label,
              value: attributeWords(customer.attributes[name]),
            }))}
          />
        </Section>
      )}
      <Section heading={t('page.identities.heading')}>
        {identityLines.length === 0 ? (
          <p className={`${words.sm} ${words.muted}`}>{t('page.identities.none')}</p>
        ) : (
          <div className={classes.anywhere}>
            <KeyValues lines={identityLines} />
          </div>
        )}
      </Section>
    </>
  )
}

function useIdentityLines({ identities }: Customer) {
  const { t } = useTranslation('customers')
  // Cards have a part of their own, with what can be done with each.
  return identityKinds.flatMap((kind) =>
    kind === 'card_number'
      ? []
      : identities
          .filter((identity) => identity.kind === kind)
          .map(({ value }) => ({ key: `${kind}:${value}`, word: t(`identity.${kind}`), value })),
  )
}
