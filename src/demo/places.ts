import { cumulative } from './random.ts'

/** Where one can buy: six stores and, last, the web shop. */
export const places = [
  { code: 'altstadt', name: 'Altstadt', homeShare: 0.25 },
  { code: 'bahnhof', name: 'Bahnhof', homeShare: 0.21 },
  { code: 'markt', name: 'Markt', homeShare: 0.17 },
  { code: 'neustadt', name: 'Neustadt', homeShare: 0.13 },
  { code: 'sued', name: 'Süd', homeShare: 0.13 },
  { code: 'ufer', name: 'Ufer', homeShare: 0.11 },
  { code: 'webshop', name: 'Webshop', homeShare: 0 },
] as const

export type PlaceCode = (typeof places)[number]['code']

export const stores = places.slice(0, 6)
export const webShop = 6
export const placeOf = (code: PlaceCode): number => places.findIndex((place) => place.code === code)

export const homeShares = cumulative(stores.map((store) => store.homeShare))

const altstadt = placeOf('altstadt')
const markt = placeOf('markt')
const minutes = (hours: number, rest = 0) => hours * 60 + rest

/** A day as the stores see it. */
export type DayKind = {
  weekday: number
  holiday: boolean
  /** Every store is closed: New Year, Good Friday, Christmas Day. */
  allClosed: boolean
  /** Altstadt opens half an hour later: see `plantedTruths.laterOpening`. */
  laterOpening: boolean
}

/** The market hall is closed on Sundays and holidays; the web shop never. */
export function isOpen(place: number, day: DayKind): boolean {
  if (place === webShop) return true
  if (day.allClosed) return false
  return place !== markt || (day.weekday !== 7 && !day.holiday)
}

/** Minute of the day at which a store opens. */
export function opensAt(place: number, day: DayKind): number {
  if (place === webShop) return 0
  if (day.weekday === 7 || day.holiday) return minutes(9)
  if (day.weekday === 6) return minutes(8)
  return place === altstadt && day.laterOpening ? minutes(7, 30) : minutes(7)
}

/** Minute of the day at which a store closes. */
export function closesAt(place: number, day: DayKind): number {
  if (place === webShop) return minutes(24)
  return day.weekday === 7 || day.holiday ? minutes(18) : minutes(18, 30)
}
