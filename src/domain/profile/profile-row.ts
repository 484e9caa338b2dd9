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
  lastSeenAt: row.facts === 0 ? null : row.last_seen_at,
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

/** A profile as its row is written, byte strings in hexadecimal. Equal profiles give equal rows. */
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
  months: encodeMonths(profile.months).toString('hex'),
  month_revenue: encodeMonthRevenue(profile.monthRevenue).toString('hex'),
  days: encodeDays(profile.days).toString('hex'),
  categories: profile.categories,
  engagement: Object.fromEntries(
    Object.entries(profile.engagement).sort(([a], [b]) => (a < b ? -1 : 1)),
  ),
})
