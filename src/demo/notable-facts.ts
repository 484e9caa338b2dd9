import type { EventInput } from '#contract/language/event.ts'
import { weekdayOf } from '#kernel/calendar.ts'
import type { Told } from './engagement.ts'
import { notables } from './notable-guests.ts'
import { instant } from './purchase.ts'
import { plantedTruths } from './truths.ts'

/** What the notable guests said: the first page tells of it. */
export function notableFacts(told: Told): EventInput[] {
  switch (notables[told.index]?.name) {
    case plantedTruths.missingRegular.name:
      return [question(told), praise(told)]
    case 'Magdalena Kowalski':
      return complaint(told)
    default:
      return []
  }
}

function question(told: Told): EventInput {
  return {
    type: 'contact',
    ...said(told, 'question', told.world.times.endDay - 4, 1162),
    source: 'inbox',
    medium: 'email',
    direction: 'in',
    text: 'Öffnen Sie dienstags irgendwann wieder um sieben?',
  }
}

function praise(told: Told): EventInput {
  return {
    type: 'review',
    ...said(told, 'praise', told.world.times.endDay - 38, 1090),
    source: 'reviews',
    store: 'altstadt',
    rating: 4,
    text: 'Kaffee wie immer gut, nur die Schlange lang.',
  }
}

function complaint(told: Told): EventInput[] {
  const wednesday = told.visits.findLast((visit) => weekdayOf(visit.day) === 3)
  if (!wednesday) return []
  return [
    {
      type: 'review',
      ...said(told, 'complaint', wednesday.day, 815),
      source: 'reviews',
      store: 'markt',
      rating: 2,
      text: 'Der Milchreis war kalt. Schade, sonst ist er immer so gut.',
    },
  ]
}

function said(told: Told, what: string, day: number, minute: number) {
  return {
    externalId: `${what}/${told.index}`,
    version: 0,
    customer: { externalId: told.person.externalId },
    occurredAt: instant(told.world, day, minute),
  }
}
