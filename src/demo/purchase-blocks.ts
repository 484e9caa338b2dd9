import { anonymousVisits } from './anonymous.ts'
import type { Visit } from './visit.ts'
import { Walker } from './walk.ts'
import { type WorldOptions, world } from './world.ts'

/**
 * Purchases in columns, row i in place i of each; the arrays are the
 * reader's to keep. They are the purchases that `simulate` tells
 * as facts, without returns and other events.
 */
export type PurchaseBlock = {
  length: number
  /** Index of the guest; -1 in anonymous blocks. */
  customer: Int32Array
  /** Local day, 0 is 1970-01-01. */
  day: Uint16Array
  /** Local minute of the day. */
  minute: Uint16Array
  /** Index into `places`; 6 is the web shop. */
  place: Uint8Array
  /** Gross minor units. */
  amount: Int32Array
  /** Index into `categories`, of the dearest line. */
  category: Uint8Array
}

const rowsOfABlock = 65_536

/** Purchases of all guests, guest by guest. A guest's purchases may be parted by a block's end. */
export function* purchaseBlocks(
  options: WorldOptions,
  rows: number = rowsOfABlock,
): Generator<PurchaseBlock> {
  const shared = world(options)
  const walker = new Walker(shared)
  const writer = new BlockWriter(rows)
  for (let index = 0; index < shared.customers; index++) {
    walker.walk(index, (visit) => writer.push(index, visit))
    yield* writer.takeFull()
  }
  yield* writer.takeRest()
}

/** Anonymous purchases, day by day. */
export function* anonymousBlocks(
  options: WorldOptions,
  rows: number = rowsOfABlock,
): Generator<PurchaseBlock> {
  const writer = new BlockWriter(rows)
  for (const visit of anonymousVisits(world(options))) {
    writer.push(-1, visit)
    yield* writer.takeFull()
  }
  yield* writer.takeRest()
}

/** Room for one block and what a single guest may add beyond it. */
class BlockWriter {
  readonly #rows: number
  readonly #block: PurchaseBlock
  #used = 0

  constructor(rows: number) {
    this.#rows = rows
    this.#block = roomFor(rows + 8192)
  }

  push(customer: number, visit: Visit): void {
    if (this.#used === this.#block.customer.length) {
      throw new RangeError('a single guest filled more than a block can take')
    }
    const at = this.#used++
    const block = this.#block
    block.customer[at] = customer
    block.day[at] = visit.day
    block.minute[at] = visit.minute
    block.place[at] = visit.place
    block.amount[at] = visit.amount
    block.category[at] = visit.category
  }

  *takeFull(): Generator<PurchaseBlock> {
    while (this.#used >= this.#rows) yield this.#take(this.#rows)
  }

  *takeRest(): Generator<PurchaseBlock> {
    if (this.#used > 0) yield this.#take(this.#used)
  }

  #take(length: number): PurchaseBlock {
    const block = this.#block
    const taken = {
      length,
      customer: block.customer.slice(0, length),
      day: block.day.slice(0, length),
      minute: block.minute.slice(0, length),
      place: block.place.slice(0, length),
      amount: block.amount.slice(0, length),
      category: block.category.slice(0, length),
    }
    const { customer, day, minute, place, amount, category } = block
    for (const column of [customer, day, minute, place, amount, category]) {
      column.copyWithin(0, length, this.#used)
    }
    this.#used -= length
    return taken
  }
}

function roomFor(rows: number): PurchaseBlock {
  return {
    length: 0,
    customer: new Int32Array(rows),
    day: new Uint16Array(rows),
    minute: new Uint16Array(rows),
    place: new Uint8Array(rows),
    amount: new Int32Array(rows),
    category: new Uint8Array(rows),
  }
}
