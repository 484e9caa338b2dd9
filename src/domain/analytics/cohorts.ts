import type { CustomerView } from './customer-view.ts'

type Counted = Pick<
  CustomerView,
  'units' | 'unitCount' | 'revenueUnits' | 'revenueAmounts' | 'revenueCount' | 'group' | 'margin'
>

export type Criterion = 'bounded' | 'unbounded' | 'revenue'

export type Cell = {
  index: number
  n: number
  active: number
  revenue: number
  share: number | null
  open: boolean
}

/** Customers by the unit of their first purchase, followed unit by unit, for one group of them. */
class Triangle {
  readonly size: number
  readonly began: Float64Array
  readonly active: Float64Array
  /** How many were last active at this index: summed from behind it says "then or later". */
  readonly lastActive: Float64Array
  readonly revenue: Float64Array

  constructor(size: number) {
    this.size = size
    this.began = new Float64Array(size)
    this.active = new Float64Array((size * (size + 1)) / 2)
    this.lastActive = new Float64Array(this.active.length)
    this.revenue = new Float64Array(this.active.length)
  }

  /** Where the row of those who began `start` units after the first stands; it has size - start cells. */
  row(start: number): number {
    return start * this.size - (start * (start - 1)) / 2
  }
}

/** Counts cohorts customer by customer; one triangle per group, one in all where by time. */
export class CohortCounts {
  readonly first: number
  readonly last: number
  readonly #triangles = new Map<number, Triangle>()
  customers = 0

  /** `first` and `last` are unit numbers, both inclusive. */
  constructor(first: number, last: number) {
    this.first = first
    this.last = last
  }

  add(customer: Counted): void {
    const { units, unitCount, revenueUnits, revenueAmounts, revenueCount } = customer
    const began = units[0]!
    this.customers++
    if (began < this.first || began > this.last) return
    const triangle = this.#triangleOf(customer.group)
    const row = triangle.row(began - this.first)
    triangle.began[began - this.first]!++
    let index = 0
    for (; index < unitCount && units[index]! <= this.last; index++) {
      triangle.active[row + units[index]! - began]!++
    }
    triangle.lastActive[row + units[index - 1]! - began]!++
    for (let entry = 0; entry < revenueCount; entry++) {
      const unit = revenueUnits[entry]!
      if (unit >= began && unit <= this.last) {
        triangle.revenue[row + unit - began]! += revenueAmounts[entry]!
      }
    }
  }

  #triangleOf(group: number): Triangle {
    let triangle = this.#triangles.get(group)
    if (!triangle) {
      triangle = new Triangle(this.last - this.first + 1)
      this.#triangles.set(group, triangle)
    }
    return triangle
  }

  get groups(): number[] {
    return [...this.#triangles.keys()]
  }

  /** The customers of a group who began in a unit; of all groups or units where null. */
  sizeOf(group: number | null, unit: number | null): number {
    let size = 0
    for (const triangle of this.#chosen(group)) {
      if (unit !== null) size += triangle.began[unit - this.first]!
      else for (const began of triangle.began) size += began
    }
    return size
  }

  /**
   * The cells of one row: those who began in `unit` (null: in any), of `group` (null: of any).
   * `lastClosed` is the last unit that is over. A cell rests on the customers for whom it is
   * closed; where it is closed for none, it is open and shows what there is so far.
   */
  cells(
    criterion: Criterion,
    lastClosed: number,
    unit: number | null,
    group: number | null,
  ): Cell[] {
    const length = this.last - (unit ?? this.first) + 1
    const triangles = this.#chosen(group)
    return Array.from({ length }, (_, index) => {
      const closed = this.#sum(triangles, criterion, unit, index, lastClosed)
      const open = closed.n === 0
      const cell = open ? this.#sum(triangles, criterion, unit, index, this.last) : closed
      return {
        index,
        n: cell.n,
        active: cell.active,
        revenue: cell.revenue,
        share: criterion === 'revenue' ? over(cell.revenue, cell.base) : over(cell.active, cell.n),
        open,
      }
    })
  }

  #chosen(group: number | null): Triangle[] {
    if (group === null) return [...this.#triangles.values()]
    const triangle = this.#triangles.get(group)
    return triangle ? [triangle] : []
  }

  #sum(
    triangles: readonly Triangle[],
    criterion: Criterion,
    unit: number | null,
    index: number,
    lastUnit: number,
  ) {
    const sum = { n: 0, active: 0, revenue: 0, base: 0 }
    const from = unit ?? this.first
    const to = Math.min(unit ?? this.last, lastUnit - index)
    for (const triangle of triangles) {
      for (let start = from - this.first; start <= to - this.first; start++) {
        const row = triangle.row(start)
        sum.n += triangle.began[start]!
        sum.active +=
          criterion === 'unbounded'
            ? fromBehind(triangle, row, index, triangle.size - start)
            : triangle.active[row + index]!
        sum.revenue += triangle.revenue[row + index]!
        sum.base += triangle.revenue[row]!
      }
    }
    return sum
  }
}

function fromBehind(triangle: Triangle, row: number, index: number, length: number): number {
  let sum = 0
  for (let later = index; later < length; later++) sum += triangle.lastActive[row + later]!
  return sum
}

const over = (part: number, whole: number) => (whole <= 0 ? null : part / whole)

export type CellState = 'all' | 'active' | 'absent'

/** Whether a customer who began in `units[0]` is active at an index, up to the unit `last`. */
export function activeAt(
  { units, unitCount }: Pick<CustomerView, 'units' | 'unitCount'>,
  index: number,
  criterion: 'bounded' | 'unbounded',
  last: number,
): boolean {
  const wanted = units[0]! + index
  for (let at = unitCount - 1; at >= 0; at--) {
    const unit = units[at]!
    if (unit > last) continue
    if (unit === wanted) return true
    if (unit > wanted && criterion === 'unbounded') return true
    if (unit < wanted) return false
  }
  return false
}
