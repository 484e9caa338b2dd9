import type { CustomerView } from './customer-view.ts'

/** Adds the units of a bitmap of months that lies between two places of a buffer. */
export function addMonths(
  customer: CustomerView,
  firstMonth: number,
  buffer: Buffer,
  start: number,
  end: number,
  monthsPerUnit: number,
): void {
  let month = firstMonth
  for (let at = start; at < end; at++, month += 8) {
    for (let bits = buffer[at]!; bits !== 0; bits &= bits - 1) {
      const own = month + 31 - Math.clz32(bits & -bits)
      customer.addUnit(monthsPerUnit === 1 ? own : Math.floor(own / monthsPerUnit))
    }
  }
}
