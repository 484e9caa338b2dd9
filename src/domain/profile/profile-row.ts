import { unnestRows } from '#database/unnest.ts'
import {
  decodeDays,
  decodeMonthRevenue,
  decodeMonths,
  encodeDays,
  encodeMonthRevenue,
  encodeMonths,
} from './encoding.ts'
import { type Profile, revenueOf } from './profile.ts'

/** A row of the table profiles, as the driver gives it. */
export type ProfileRow = {
  customer_id: string
  last_seen_at: Date
  first_purchase_at: Date | null
  last_purchase_at: Date | null
  sales: number
  returned: number
  margin: number
  purchases: number
  purchase_days: number
  visits: number
  facts: number
  open_returns: number
  first_category: number | null
  first_store: number | null
  first_channel: number | null
  first_month: number | null
  months: Buffer
  month_revenue: Buffer
  days: Buffer
  categories: number[]
  engagement: Record<string, number>
}

export const decodeProfile = (row: ProfileRow): Profile => ({
  facts: row.facts,
  // Where they were never seen, the column holds when they were made known.
  lastSeenAt: row.facts === (row.engagement.birthday ?? 0) ? null : row.last_seen_at,
  firstPurchaseAt: row.first_purchase_at,
  lastPurchaseAt: row.last_purchase_at,
  firstStore: row.first_store ?? 0,
  firstChannel: row.first_channel ?? 0,
  firstCategory: row.first_category ?? 0,
  purchases: row.purchases,
  purchaseDays: row.purchase_days,
  visits: row.visits,
  sales: row.sales,
  returned: row.returned,
  margin: row.margin,
  openReturns: row.open_returns,
  months: row.first_month === null ? [] : decodeMonths(row.first_month, row.months),
  monthRevenue: decodeMonthRevenue(row.month_revenue),
  days: decodeDays(row.days),
  categories: row.categories,
  engagement: row.engagement,
})

/** A profile as its row is written. Equal profiles give equal rows. */
export const encodeProfile = (profile: Profile) => ({
  last_seen_at: profile.lastSeenAt,
  first_purchase_at: profile.firstPurchaseAt,
  last_purchase_at: profile.lastPurchaseAt,
  revenue: revenueOf(profile),
  sales: profile.sales,
  returned: profile.returned,
  margin: profile.margin,
  purchases: profile.purchases,
  purchase_days: profile.purchaseDays,
  visits: profile.visits,
  facts: profile.facts,
  open_returns: profile.openReturns,
  first_category: profile.firstPurchaseAt ? profile.firstCategory : null,
  first_store: profile.firstPurchaseAt ? profile.firstStore : null,
  first_channel: profile.firstPurchaseAt ? profile.firstChannel : null,
  first_month: profile.months[0] ?? null,
  months: encodeMonths(profile.months),
  month_revenue: encodeMonthRevenue(profile.monthRevenue),
  days: encodeDays(profile.days),
  categories: profile.categories,
  engagement: Object.fromEntries(
    Object.entries(profile.engagement).sort(([a], [b]) => (a < b ? -1 : 1)),
  ),
})

type EncodedProfile = ReturnType<typeof encodeProfile> & { customer_id: string }

/** Profiles as rows named `new` of a statement. */
export const profileRows = (profiles: ReadonlyMap<string, Profile>) =>
  unnestRows<EncodedProfile>(
    'new',
    [
      { name: 'customer_id', type: 'uuid', of: (row) => row.customer_id },
      { name: 'last_seen_at', type: 'timestamptz', of: (row) => row.last_seen_at },
      { name: 'first_purchase_at', type: 'timestamptz', of: (row) => row.first_purchase_at },
      { name: 'last_purchase_at', type: 'timestamptz', of: (row) => row.last_purchase_at },
      { name: 'revenue', type: 'bigint', of: (row) => row.revenue },
      { name: 'sales', type: 'bigint', of: (row) => row.sales },
      { name: 'returned', type: 'bigint', of: (row) => row.returned },
      { name: 'margin', type: 'bigint', of: (row) => row.margin },
      { name: 'purchases', type: 'integer', of: (row) => row.purchases },
      { name: 'purchase_days', type: 'integer', of: (row) => row.purchase_days },
      { name: 'visits', type: 'integer', of: (row) => row.visits },
      { name: 'facts', type: 'integer', of: (row) => row.facts },
      { name: 'open_returns', type: 'integer', of: (row) => row.open_returns },
      { name: 'first_category', type: 'integer', of: (row) => row.first_category },
      { name: 'first_store', type: 'smallint', of: (row) => row.first_store },
      { name: 'first_channel', type: 'smallint', of: (row) => row.first_channel },
      { name: 'first_month', type: 'smallint', of: (row) => row.first_month },
      { name: 'months', type: 'bytea', of: (row) => row.months },
      { name: 'month_revenue', type: 'bytea', of: (row) => row.month_revenue },
      { name: 'days', type: 'bytea', of: (row) => row.days },
      { name: 'categories', type: 'integer[]', of: (row) => `{${row.categories.join(',')}}` },
      { name: 'engagement', type: 'jsonb', of: (row) => JSON.stringify(row.engagement) },
    ],
    [...profiles].map(([customer_id, profile]) => ({ customer_id, ...encodeProfile(profile) })),
  )
