import type { WireInput, WireReply } from '#contract/endpoint.ts'
import type { defineEventType, listEventTypes } from '#contract/endpoints/event-types.ts'

export type EventType = WireReply<typeof listEventTypes>['items'][number]
type Properties = NonNullable<WireInput<typeof defineEventType>['body']['properties']>

export const propertyTypes = ['text', 'number', 'boolean'] as const
type PropertyType = (typeof propertyTypes)[number]

/** One detail as the form holds it; `key` tells lines apart that have no name yet. */
export type PropertyLine = { key: string; name: string; type: PropertyType; required: boolean }

export const linesOf = (properties: EventType['properties']): PropertyLine[] =>
  Object.entries(properties).map(([name, { type, required = false }]) => ({
    key: name,
    name,
    type,
    required,
  }))

/** Lines left without a name count for nothing. */
export const propertiesOf = (lines: readonly PropertyLine[]): Properties =>
  Object.fromEntries(
    lines
      .filter(({ name }) => name.trim() !== '')
      .map(({ name, type, required }) => [name.trim(), { type, required }]),
  )
