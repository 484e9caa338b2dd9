import { z } from 'zod'

/** Text as PostgreSQL can keep it: no NUL, no lone surrogates, `min` to `max` characters. */
export const text = (max: number, min = 0) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine(
      (value) => value.isWellFormed() && !value.includes('\u0000'),
      'holds a NUL character or a lone surrogate',
    )

/** A name that stands in a list: no surrounding blanks, at least one character. */
export const label = (max: number) => text(max, 1).trim().min(1)

/** A name the business gives to what programs say: `table_reserved`. */
export const programName = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/)

/** A thousand million euros: sums of 90,000 such amounts are still exact in a double. */
export const minorUnitsMax = 1e11

/** Money in minor units. */
export const minorUnits = z.int().min(-minorUnitsMax).max(minorUnitsMax)

export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'is no ISO 4217 code')

export const firstInstant = Date.UTC(1970, 0, 2)
export const lastInstant = Date.UTC(2149, 0, 1)

/**
 * An instant with its offset: `2026-11-21T08:16:00+01:00`. Years 1970 to 2148; the first day is
 * left out, since in time zones west of Greenwich it may still be 1969.
 */
export const instant = z.iso.datetime({ offset: true }).refine((value) => {
  const millis = Date.parse(value)
  return millis >= firstInstant && millis < lastInstant
}, 'lies outside the years 1970 to 2148')

/** A calendar date in the business's time zone: `2026-11-21`; the last may end a range. */
export const calendarDate = z.iso
  .date()
  .refine(
    (value) => value >= '1970' && value <= '2149-01-01',
    'lies outside the years 1970 to 2148',
  )

export const email = z.email().max(254)
export const phone = text(32, 3).regex(/^[+()\d][\d\s()/.-]{2,31}$/, 'is no phone number')
