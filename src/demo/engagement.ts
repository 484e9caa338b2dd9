import type { EventInput, PurchaseInput } from '#contract/language/event.ts'
import { monthOf, monthStart } from '#kernel/calendar.ts'
import { articles, articlesOf } from './catalog.ts'
import type { Person } from './person.ts'
import { webShop } from './places.ts'
import { instant, occasion } from './purchase.ts'
import type { Random } from './random.ts'
import type { Temperament } from './temperament.ts'
import { answers, downloads, notes, questions, reviewTexts } from './texts.ts'
import type { Visit } from './visit.ts'
import type { World } from './world.ts'

/** A guest with the purchases already told. */
export type Told = {
  world: World
  index: number
  person: Person
  temperament: Temperament
  random: Random
  visits: readonly Visit[]
  purchases: readonly PurchaseInput[]
}

/** Everything beside purchases: returns, visits without one, reviews, clicks, messages. */
export function* engagementOf(told: Told): Generator<EventInput> {
  for (let index = 0; index < told.visits.length; index++) {
    yield* aroundPurchase(told, told.visits[index]!, told.purchases[index]!)
  }
  yield* newsletterClicks(told)
}

function* aroundPurchase(told: Told, visit: Visit, purchase: PurchaseInput): Generator<EventInput> {
  const { random } = told
  if (random.chance(visit.place === webShop ? 0.05 : 0.0008)) yield* returnOf(told, visit, purchase)
  if (visit.place === webShop) yield* beforeOrder(told, visit)
  else if (random.chance(0.03)) yield* visitOnly(told, visit)
  if (random.chance(0.007)) yield* reviewOf(told, visit)
  if (random.chance(0.004)) yield* messages(told, visit)
  if (random.chance(0.003)) yield* socialMention(told, visit)
  if (random.chance(0.0015)) yield* noteOf(told, visit)
}

/** One line, or the whole order, some days later. Nothing is returned after the history ends. */
function* returnOf(told: Told, visit: Visit, purchase: PurchaseInput): Generator<EventInput> {
  const { world, random, person } = told
  const online = visit.place === webShop
  const day = visit.day + (online ? 4 + random.below(9) : 1 + random.below(3))
  if (day >= world.times.endDay) return
  const lines = purchase.lines!
  const given = random.chance(0.6) ? [random.pick(lines)] : lines
  yield {
    type: 'return',
    ...occasion(world, visit.place, day, 600 + random.below(420)),
    externalId: `return/${purchase.externalId}`,
    version: 0,
    customer: { externalId: person.externalId },
    currency: purchase.currency!,
    amount: given.reduce((sum, line) => sum + line.amount, 0),
    lines: given,
    purchase: { source: purchase.source, externalId: purchase.externalId },
  }
}

const onTheShelf = articlesOf('Hausröstung', 'Länderkaffee', 'Tee', 'Zubehör')

function* beforeOrder(told: Told, visit: Visit): Generator<EventInput> {
  const { world, random, person, temperament } = told
  const looks = random.below(3)
  for (let look = 0; look < looks; look++) {
    const { sku, name, category } = articles[random.pick(onTheShelf)]!
    const minute = Math.max(1, visit.minute - 30 + 8 * look)
    const identity = {
      source: 'website',
      version: 0,
      channel: 'webshop',
      customer: { externalId: person.externalId },
    }
    const occurredAt = instant(world, visit.day, minute)
    const externalId = `view/${told.index}-${visit.number}-${look}`
    yield { type: 'product_viewed', ...identity, externalId, occurredAt, sku, name, category }
  }
  if (random.chance(temperament.fond ? 0.2 : 0.1)) {
    yield {
      type: 'download',
      source: 'website',
      externalId: `download/${told.index}-${visit.number}`,
      version: 0,
      channel: 'webshop',
      customer: { externalId: person.externalId },
      occurredAt: instant(world, visit.day, Math.min(1438, visit.minute + 12)),
      name: random.pick(downloads),
    }
  }
}

/** Came by on the same day and bought nothing: picked up a parcel, met a friend. */
function* visitOnly(told: Told, visit: Visit): Generator<EventInput> {
  const minute = Math.min(1075, visit.minute + 60 + told.random.below(120))
  yield {
    type: 'visit',
    ...occasion(told.world, visit.place, visit.day, minute),
    externalId: `visit/${told.index}-${visit.number}`,
    version: 0,
    customer: cardOrId(told.person),
  }
}

function* reviewOf(told: Told, visit: Visit): Generator<EventInput> {
  const { random, person } = told
  // Unhappy guests are those whose chance of leaving is high.
  const drawn = random.uniform() + told.temperament.dropout
  const rating = drawn > 1.05 ? 1 : drawn > 0.96 ? 2 : drawn > 0.86 ? 3 : drawn > 0.55 ? 4 : 5
  const text = random.chance(0.6) ? { text: random.pick(reviewTexts[rating][person.language]) } : {}
  yield {
    type: 'review',
    source: 'reviews',
    externalId: `review/${told.index}-${visit.number}`,
    version: 0,
    customer: { externalId: person.externalId },
    ...placeOnly(told, visit),
    occurredAt: instant(told.world, visit.day, Math.min(1435, visit.minute + 150)),
    rating,
    ...text,
  }
}

function placeOnly({ world }: Told, visit: Visit) {
  const { store, channel } = occasion(world, visit.place, visit.day, visit.minute)
  return { ...(store ? { store } : {}), ...(channel ? { channel } : {}) }
}

function* messages(told: Told, visit: Visit): Generator<EventInput> {
  const { world, random, person } = told
  const medium = person.email ? 'email' : 'phone'
  const identity = {
    source: 'inbox',
    version: 0,
    customer: { externalId: person.externalId },
    medium,
  }
  const externalId = `message/${told.index}-${visit.number}`
  yield {
    type: 'contact',
    ...identity,
    externalId,
    occurredAt: instant(world, visit.day, Math.min(1400, visit.minute + 40)),
    direction: 'in',
    text: random.pick(questions[person.language]),
  }
  if (visit.day + 1 >= world.times.endDay || random.chance(0.1)) return
  yield {
    type: 'contact',
    ...identity,
    externalId: `${externalId}/answer`,
    occurredAt: instant(world, visit.day + 1, 560 + random.below(90)),
    direction: 'out',
    text: random.pick(answers[person.language]),
  }
}

function* socialMention(told: Told, visit: Visit): Generator<EventInput> {
  yield {
    type: 'social_interaction',
    source: 'social',
    externalId: `social/${told.index}-${visit.number}`,
    version: 0,
    customer: { externalId: told.person.externalId },
    occurredAt: instant(told.world, visit.day, Math.min(1435, visit.minute + 25)),
    network: told.random.chance(0.7) ? 'instagram' : 'mastodon',
    kind: told.random.chance(0.6) ? 'mention' : 'comment',
  }
}

function* noteOf(told: Told, visit: Visit): Generator<EventInput> {
  yield {
    type: 'note',
    source: 'staff',
    externalId: `note/${told.index}-${visit.number}`,
    version: 0,
    customer: { externalId: told.person.externalId },
    ...placeOnly(told, visit),
    occurredAt: instant(told.world, visit.day, Math.min(1435, visit.minute + 5)),
    text: told.random.pick(notes),
  }
}

/** A newsletter goes out on the second day of each month; interest fades after the last visit. */
function* newsletterClicks(told: Told): Generator<EventInput> {
  const { world, person, visits, random } = told
  const first = visits[0]
  if (!person.tags.includes('Newsletter') || !first) return
  const lastDay = visits.at(-1)!.day
  const keenness = 0.08 + 0.4 * random.uniform()
  for (let month = monthOf(first.day) + 1; ; month++) {
    const day = monthStart(month) + 1
    if (day + 1 >= world.times.endDay) return
    if (!random.chance(day > lastDay + 60 ? keenness * 0.15 : keenness)) continue
    yield {
      type: 'newsletter_clicked',
      source: 'newsletter',
      externalId: `click/${told.index}-${month}`,
      version: 0,
      channel: 'newsletter',
      customer: person.email ? { email: person.email } : { externalId: person.externalId },
      occurredAt: instant(world, day, 480 + random.below(800)),
      newsletter: `Morgenpost ${1970 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
      link: 'https://morgenrot.example/bohnen',
    }
  }
}

/** Tills know the card where there is one. */
export const cardOrId = (person: Person) =>
  person.cardNumber ? { cardNumber: person.cardNumber } : { externalId: person.externalId }
