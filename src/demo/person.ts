import { dateText } from '#kernel/calendar.ts'
import { yearOf } from './holidays.ts'
import { drawName, plainName } from './names.ts'
import type { Notable } from './notable-guests.ts'
import { webShop } from './places.ts'
import { Random } from './random.ts'
import { notableAt } from './schedule.ts'
import type { Temperament } from './temperament.ts'
import type { World } from './world.ts'

/** Who a guest is, as customers are sent: what nobody knows is null. */
export type Person = {
  externalId: string
  name: string
  language: 'de' | 'en'
  /** `YYYY-MM-DD`, or `--MM-DD` where the year is not known */
  birthday: string | null
  email: string | null
  phone: string | null
  cardNumber: string | null
  tags: string[]
}

const streamOfPerson = 2
const random = new Random()
/** Coprime to 10^8, so that different guests have different cards that do not look counted. */
const cardStep = 61_803_399
const phoneLines = ['+49 30 23125', '+49 69 90009', '+49 40 66969', '+49 89 99998']

export function personOf(world: World, index: number, temperament: Temperament): Person {
  random.restart(world.seed, index, streamOfPerson)
  const drawn = drawPerson(world, index, temperament)
  const notable = notableAt(index)
  return notable ? { ...drawn, ...notablePerson(world, notable, drawn) } : drawn
}

function drawPerson(world: World, index: number, temperament: Temperament): Person {
  const name = drawName(random)
  const hasEmail = temperament.webShare > 0 || random.chance(0.52)
  return {
    externalId: `G-${String(index + 1).padStart(6, '0')}`,
    name: `${name.first} ${name.last}`,
    language: name.english ? 'en' : 'de',
    birthday: drawBirthday(world),
    email: hasEmail ? emailOf(name.first, name.last, index) : null,
    phone: phoneOf(index),
    cardNumber: random.chance(0.8) ? cardNumber(index) : null,
    tags: drawTags(temperament, hasEmail),
  }
}

function notablePerson(world: World, notable: Notable, drawn: Person): Partial<Person> {
  const { name, language, email, hasCard, birthdayInDays, birthYear, tags } = notable
  return {
    name,
    language,
    email,
    birthday: birthdayInDays === null ? null : birthdayAfter(world, birthdayInDays, birthYear),
    cardNumber: hasCard ? (drawn.cardNumber ?? cardNumberOfNotable(drawn)) : null,
    tags: notable.fond ? ['Hausröstung', ...tags] : [...tags],
  }
}

const cardNumberOfNotable = (drawn: Person) => cardNumber(Number(drawn.externalId.slice(2)) - 1)

function birthdayAfter(world: World, days: number, year: number | null): string {
  const date = dateText(world.times.endDay + days)
  return year === null ? `-${date.slice(4)}` : `${year}${date.slice(4)}`
}

/** Ten digits, as printed on the card. */
function cardNumber(index: number): string {
  return `48${String(((index + 1) * cardStep) % 100_000_000).padStart(8, '0')}`
}

/** Names that nobody can be reached under: the domain `example` is reserved (RFC 2606). */
function emailOf(first: string, last: string, index: number): string {
  const local = `${plainName(first)}.${plainName(last)}`.slice(0, 54)
  return `${local}.${index + 1}@post.example`
}

/**
 * Numbers that the Bundesnetzagentur keeps free for film and television. There are 4,000 of them:
 * in a larger world the later guests have no telephone.
 */
function phoneOf(index: number): string | null {
  const number = Math.floor(index / 4)
  if (!random.chance(0.9) || index % 4 !== 1 || number >= phoneLines.length * 1000) return null
  const line = phoneLines[number % phoneLines.length]!
  return `${line}${String(Math.floor(number / phoneLines.length)).padStart(3, '0')}`
}

function drawBirthday(world: World): string | null {
  if (!random.chance(0.45)) return null
  const age = Math.min(92, Math.max(16, Math.round(44 + 16 * random.normal())))
  const year = yearOf(world.times.endDay) - age
  const born = new Date(Date.UTC(year, 0, 1 + random.below(365))).toISOString().slice(0, 10)
  return random.chance(0.3) ? `-${born.slice(4)}` : born
}

function drawTags(temperament: Temperament, hasEmail: boolean): string[] {
  const tags: string[] = []
  const atNoon = temperament.usualMinute >= 700 && temperament.usualMinute < 800
  if (atNoon && random.chance(0.4)) tags.push('Mittagstisch')
  if (temperament.fond && random.chance(0.7)) tags.push('Hausröstung')
  if (temperament.ownCup) tags.push('Eigener Becher')
  if (temperament.usualMinute < 500 && random.chance(0.3)) tags.push('Frühaufsteher')
  if (temperament.webShare > 0.2 && temperament.home !== webShop) tags.push('Webshop')
  if (random.chance(0.02)) tags.push('Stammtisch')
  if (hasEmail && random.chance(0.5)) tags.push('Newsletter')
  return tags
}
