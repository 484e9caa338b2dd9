import { sql } from 'kysely'
import type { Business, BusinessSummary } from '#contract/endpoints/business.ts'
import type { Queryable } from '#database/transaction.ts'

type Row = {
  name: string
  time_zone: string
  currency: string
  language: Business['language']
  address_form: Business['addressForm']
  trade: Business['trade']
  presence: Business['presence']
  accent_hue: number
  default_margin: string
  margin_said: boolean
  default_tax_rate: string
  regular_purchase_days: number
  regular_within_days: number
  companies_shown: boolean
  logo_revision: string | null
  configured: boolean
  has_amounts: boolean
}

/** Whether the business has named the margin that counts where nothing else is known. */
const isMarginSaid = sql`(
  default_margin_said or exists (select from margin_rates where category_number is null)
)`

export async function readBusiness({ kysely }: Queryable): Promise<Business> {
  const { rows } = await sql<Row>`
    select name, time_zone, currency, language, address_form, trade, presence, accent_hue,
      default_margin, ${isMarginSaid} as margin_said, default_tax_rate,
      regular_purchase_days, regular_within_days, companies_shown,
      left(encode(sha256(logo), 'hex'), 16) as logo_revision, configured,
      exists (select from events where amount is not null) as has_amounts
    from business
  `.execute(kysely)
  return toBusiness(rows[0]!)
}

const toBusiness = (row: Row): Business => ({
  name: row.name,
  timeZone: row.time_zone,
  currency: row.currency,
  language: row.language,
  addressForm: row.address_form,
  trade: row.trade,
  presence: row.presence,
  accentHue: row.accent_hue,
  defaultMargin: Number(row.default_margin),
  marginSaid: row.margin_said,
  defaultTaxRate: Number(row.default_tax_rate),
  regularPurchaseDays: row.regular_purchase_days,
  regularWithinDays: row.regular_within_days,
  companiesShown: row.companies_shown,
  logo: logoPath(row.logo_revision),
  configured: row.configured,
  currencyFixed: row.has_amounts,
})

type SummaryRow = Pick<
  Row,
  | 'name'
  | 'time_zone'
  | 'currency'
  | 'language'
  | 'address_form'
  | 'trade'
  | 'presence'
  | 'accent_hue'
> & { logo_revision: string | null; empty: boolean; companies: boolean; owned: boolean }

export type Entrance = {
  business: BusinessSummary
  /** Nothing has been recorded yet. */
  empty: boolean
  /** There are companies, or their pages are wanted. */
  companies: boolean
  /** Somebody owns it. */
  owned: boolean
}

export async function readEntrance({ kysely }: Queryable): Promise<Entrance> {
  const { rows } = await sql<SummaryRow>`
    select name, time_zone, currency, language, address_form, trade, presence, accent_hue,
      left(encode(sha256(logo), 'hex'), 16) as logo_revision,
      not exists (select from events) as empty,
      companies_shown or exists (select from companies) as companies,
      exists (
        select from staff where role = 'owner' and joined_at is not null and ended_at is null
      ) as owned
    from business
  `.execute(kysely)
  const row = rows[0]!
  const { name, currency, language, trade } = row
  const business: BusinessSummary = {
    name,
    timeZone: row.time_zone,
    currency,
    language,
    addressForm: row.address_form,
    trade,
    presence: row.presence,
    accentHue: row.accent_hue,
    logo: logoPath(row.logo_revision),
  }
  return { business, empty: row.empty, companies: row.companies, owned: row.owned }
}

/** By how much the business's clock is ahead: only a demo's is. */
export async function readClockOffsetMillis({ kysely }: Queryable): Promise<number> {
  const { rows } = await sql<{ clock_offset_ms: number }>`
    select clock_offset_ms from business
  `.execute(kysely)
  return rows[0]!.clock_offset_ms
}

const logoPath = (revision: string | null) =>
  revision === null ? null : `/api/v1/business/logo?revision=${revision}`
