import { type CompanyInput, companyInput } from '#contract/endpoints/companies.ts'
import { type ContractContent, contractContent } from '#contract/language/company.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import type { WorldOptions } from './world.ts'

/** An office that drinks the café's coffee: who belongs to it, and what was agreed. */
export type DemoCompany = {
  content: CompanyInput
  /** Guests, by their external ids. */
  contacts: readonly { customer: string; role: string }[]
  contracts: readonly ContractContent[]
}

/** In smaller worlds three offices would be too large a part. */
const customersMin = 500

/** The café's office customers: one contract can be canceled soon, one was canceled, one runs on. */
export function demoCompanies({ customers, to }: WorldOptions): readonly DemoCompany[] {
  if (customers < customersMin) return []
  const inDays = (days: number) => dateText(dayNumber(to) + days)
  return [
    {
      content: office('F-1001', 'Kanzlei Weber & Lange', 'Recht', 'Hauptstraße 5'),
      contacts: [
        { customer: 'G-000001', role: 'Einkauf' },
        { customer: 'G-000003', role: 'Empfang' },
      ],
      contracts: [
        contractContent.parse({
          ...{ name: 'Kaffee fürs Büro', reference: 'V-2026-04', renewsMonths: 12 },
          ...{ startsOn: inDays(-306), endsOn: inDays(58) },
          notice: { count: 1, unit: 'months' },
          value: { amount: 249_00, per: 'month' },
        }),
      ],
    },
    {
      content: office('F-1002', 'Praxis am Markt', 'Gesundheit', 'Marktplatz 12'),
      contacts: [{ customer: 'G-000002', role: 'Praxisleitung' }],
      contracts: [
        contractContent.parse({
          ...{ name: 'Mittagstisch für das Team', startsOn: inDays(-400) },
          value: { amount: 180_00, per: 'month' },
        }),
      ],
    },
    {
      content: office('F-1003', 'Planungsbüro Lindner', 'Architektur', 'Uferweg 3'),
      contacts: [{ customer: 'G-000004', role: 'Büroleitung' }],
      contracts: [
        contractContent.parse({
          ...{ name: 'Frühstück am Montag', startsOn: inDays(-250), endsOn: inDays(114) },
          ...{ value: { amount: 95_00, per: 'month' }, canceledTo: inDays(114) },
          note: 'Das Büro zieht im Frühjahr um.',
        }),
      ],
    },
  ]
}

const office = (number: string, name: string, industry: string, street: string): CompanyInput =>
  companyInput.parse({
    ...{ number, name, industry, sizeClass: 'small' },
    address: { street, postalCode: '99999', city: 'Morgenstadt', country: 'DE' },
  })
