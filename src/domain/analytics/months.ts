import type { CustomerView } from './customer-view.ts'

/** The places of the bits of each byte, lowest first. */
const bitsOf = Array.from({ length: 256 }, (_, byte) =>
  Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & (1 << bit))),
)

/** Adds the units of a bitmap of months that lies between two places of a buffer. */
export function addMonths(
  customer: CustomerView,
  firstMonth: number,
  buffer: Buffer,
  start: number,
  end: number,
  monthsPerUnit: number,
): void {
  customer.reserveUnits((end - start) * 8)
  const { units } = customer
  let { unitCount } = customer
  let month = firstMonth
  for (let at = start; at < end; at++, month += 8) {
    const bits = bitsOf[buffer[at]!]!
    for (let index = 0; index < bits.length; index++) {
      const own = month + bits[index]!
      const unit = monthsPerUnit === 1 ? own : Math.floor(own / monthsPerUnit)
      if (unitCount === 0 || units[unitCount - 1] !== unit) units[unitCount++] = unit
    }
  }
  customer.unitCount = unitCount
}
