import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type KeyValue, KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import classes from './companies.module.css'
import type { Company, CompanyPageReply } from './company.ts'
import { useOwnerWords } from './use-company-words.ts'

/** What was bought, which company it is, and which belong to it. */
export function AboutCompany({ page }: { page: CompanyPageReply }) {
  const { t } = useTranslation('companies')
  return (
    <>
      <Section heading={t('page.figures')} note={t('page.figuresNote')} notePlace="below">
        <KeyValues lines={useFigureLines(page)} />
      </Section>
      <Section heading={t('page.about')}>
        <KeyValues lines={useAboutLines(page.company)} />
        <p className={`${words.sm} ${classes.below}`}>
          <Link to="/customers/$customerId" params={{ customerId: page.company.id }}>
            {t('page.toCustomer')}
          </Link>
        </p>
      </Section>
      {page.children.length > 0 && <Below page={page} />}
    </>
  )
}

function useFigureLines({ figures, group }: CompanyPageReply): KeyValue[] {
  const { t } = useTranslation('companies')
  const format = useFormat()
  const day = (date: string | null) => (date ? format.date(date) : t('column.never'))
  return [
    { key: 'revenue', word: t('page.revenue'), value: format.money(figures.revenue) },
    { key: 'purchases', word: t('page.purchases'), value: format.number(figures.purchases) },
    { key: 'days', word: t('page.purchaseDays'), value: format.number(figures.purchaseDays) },
    { key: 'first', word: t('page.first'), value: day(figures.firstPurchaseOn) },
    { key: 'last', word: t('page.last'), value: day(figures.lastPurchaseOn) },
    ...(group
      ? [
          {
            key: 'group',
            word: t('page.groupRevenue', { count: group.companies }),
            value: format.money(group.revenue),
          },
        ]
      : []),
  ]
}

function useAboutLines(company: Company): KeyValue[] {
  const { t } = useTranslation('companies')
  const ownerWords = useOwnerWords()
  const format = useFormat()
  const { parent, sizeClass, address } = company
  const place = [address.postalCode, address.city].filter(Boolean).join(' ')
  const country = address.country && countryName(address.country, format.language)
  const whole = [address.street, place, country].filter(Boolean).join(', ')
  const lines = {
    owner: ownerWords(company.owner),
    parent: parent && (
      <Link to="/companies/$companyId" params={{ companyId: parent.id }}>
        {parent.name ?? t('nameless')}
      </Link>
    ),
    number: company.number,
    industry: company.industry,
    size: sizeClass && t(`size.${sizeClass}`),
    address: whole,
    vatId: company.vatId,
  }
  const keys = ['owner', 'parent', 'number', 'industry', 'size', 'address', 'vatId'] as const
  return keys.flatMap((key) =>
    lines[key] ? [{ key, word: t(`page.${key}`), value: lines[key] }] : [],
  )
}

function Below({ page }: { page: CompanyPageReply }) {
  const { t } = useTranslation('companies')
  const format = useFormat()
  return (
    <Section heading={t('page.children')}>
      <KeyValues
        lines={page.children.map(({ id, name, revenue }) => ({
          key: id,
          word: (
            <Link to="/companies/$companyId" params={{ companyId: id }}>
              {name ?? t('nameless')}
            </Link>
          ),
          value: format.money(revenue),
        }))}
      />
    </Section>
  )
}

/** `Deutschland` of `DE`; what is no code stays as it was written. */
const countryName = (country: string, language: string) =>
  /^[A-Z]{2}$/.test(country)
    ? (new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country)
    : country
