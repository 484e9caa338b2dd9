import type { CustomerReference } from '#contract/language/event.ts'
import { emailIn, languageIn, nameIn, phoneIn, read, shortText } from './payload.ts'
import { type DefinedTypes, type SegmentCall, segmentCall } from './segment-call.ts'
import { translateTrack } from './segment-track.ts'
import { type Delivered, ignored, type Translation } from './translation.ts'

/** Reads one call of a library of Segment: https://segment.com/docs/connections/spec/ */
export function translateSegment(delivered: Delivered, defined: DefinedTypes): Translation {
  return read(segmentCall, delivered.content, (said) => {
    const at = said.timestamp ?? said.originalTimestamp ?? delivered.receivedAt
    switch (said.type) {
      case 'track':
        return translateTrack(
          { ...said, at, customer: customerOf(said) },
          delivered.source,
          defined,
        )
      case 'identify':
        return personOf(said, at)
      default:
        return ignored('', 'call_not_counted')
    }
  })
}

/** A visitor who has not said who they are stays unknown: a browser is no customer. */
function customerOf(said: SegmentCall): CustomerReference | undefined {
  const externalId = shortText(said.userId, 128)
  const email = emailIn(said.context?.traits?.email)
  if (!externalId && !email) return undefined
  return { ...(externalId && { externalId }), ...(email && { email }) }
}

function personOf(said: SegmentCall, at: Date): Translation {
  const externalId = shortText(said.userId, 128)
  const about = said.traits ?? said.context?.traits
  if (!externalId) return ignored('', 'visitor_unknown')
  return {
    kind: 'person',
    reference: '',
    person: {
      externalId,
      email: emailIn(about?.email),
      phone: phoneIn(about?.phone),
      name: nameIn(about?.name) ?? nameIn(about?.firstName, about?.lastName),
      language: languageIn(said.context?.locale),
      changedAt: at,
    },
  }
}
