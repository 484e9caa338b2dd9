/**
 * One customer as a report sees them while they pass by. The same object is filled again for the
 * next customer: what is to be kept must be copied out of it.
 */
export class CustomerView {
  /** Calendar units they were there in, ascending and distinct; only the first `unitCount` hold. */
  units = new Int32Array(512)
  unitCount = 0
  /** Days they were there and the store it was at, ascending; a day stands once per store. */
  days = new Int32Array(512)
  stores = new Int16Array(512)
  dayCount = 0
  /** Net revenue by calendar unit, ascending; only where the scan asked for it. */
  revenueUnits = new Int32Array(512)
  revenueAmounts = new Float64Array(512)
  revenueCount = 0
  purchases = 0
  purchaseDays = 0
  daysThere = 0
  revenue = 0
  margin = 0
  sales = 0
  /** Whether the margin of all their purchases, whatever was filtered, is above zero. */
  profitable = false
  /** Number of the store, channel or category they began at, whatever was filtered; 0: not said. */
  group = 0
  /** Reads the id of this customer, which costs more than counting them. */
  id: () => string = () => ''

  clear(): void {
    this.unitCount = 0
    this.dayCount = 0
    this.revenueCount = 0
    this.purchases = 0
    this.purchaseDays = 0
    this.daysThere = 0
    this.revenue = 0
    this.margin = 0
    this.sales = 0
  }

  /** Makes room for so many more units. */
  reserveUnits(more: number): void {
    while (this.unitCount + more > this.units.length) this.units = grown(this.units, Int32Array)
  }

  /** Adds a unit, which must not lie before the last one added. */
  addUnit(unit: number): void {
    if (this.unitCount > 0 && this.units[this.unitCount - 1] === unit) return
    if (this.unitCount === this.units.length) this.units = grown(this.units, Int32Array)
    this.units[this.unitCount++] = unit
  }

  /** Adds a day at a store, which must not lie before the last one added. */
  addDay(day: number, store: number): void {
    const last = this.dayCount - 1
    const sameDay = last >= 0 && this.days[last] === day
    if (!sameDay) this.daysThere++
    if (sameDay && this.stores[last] === store) return
    if (this.dayCount === this.days.length) {
      this.days = grown(this.days, Int32Array)
      this.stores = grown(this.stores, Int16Array)
    }
    this.days[this.dayCount] = day
    this.stores[this.dayCount++] = store
  }

  addRevenue(unit: number, amount: number): void {
    const last = this.revenueCount - 1
    if (last >= 0 && this.revenueUnits[last] === unit) {
      this.revenueAmounts[last]! += amount
      return
    }
    if (this.revenueCount === this.revenueUnits.length) {
      this.revenueUnits = grown(this.revenueUnits, Int32Array)
      this.revenueAmounts = grown(this.revenueAmounts, Float64Array)
    }
    this.revenueUnits[this.revenueCount] = unit
    this.revenueAmounts[this.revenueCount++] = amount
  }
}

function grown<T extends Int32Array | Int16Array | Float64Array>(
  full: T,
  Kind: new (length: number) => T,
): T {
  const larger = new Kind(full.length * 2)
  larger.set(full)
  return larger
}
