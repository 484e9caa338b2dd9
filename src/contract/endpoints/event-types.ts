import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { propertyName } from '../language/event.ts'
import { label, programName } from '../language/text.ts'

const properties = z.record(
  propertyName,
  z.strictObject({
    type: z.enum(['text', 'number', 'boolean']),
    required: z.boolean().default(false),
  }),
)

export const eventTypeDefinition = z.object({ name: programName, label: z.string(), properties })

const definition = z.strictObject({ label: label(100), properties: properties.default({}) })

export const listEventTypes = endpoint({
  method: 'GET',
  path: '/api/v1/event-types',
  tag: 'events',
  summary: 'List the business’s own event types',
  permission: 'business:read',
  reply: z.object({ items: z.array(eventTypeDefinition) }),
})

export const defineEventType = endpoint({
  method: 'PUT',
  path: '/api/v1/event-types/:name',
  tag: 'events',
  summary: 'Define an event type, or change its properties',
  description: 'Events of type "custom" with this name are checked against it from now on.',
  permission: 'event_types:define',
  params: z.object({ name: programName }),
  body: definition,
  reply: eventTypeDefinition,
  errors: ['event_types_too_many', 'caller_limited_to_stores'],
})

export const removeEventType = endpoint({
  method: 'DELETE',
  path: '/api/v1/event-types/:name',
  tag: 'events',
  summary: 'Remove an event type that was never recorded',
  permission: 'event_types:define',
  params: z.object({ name: programName }),
  reply: z.void(),
  status: 204,
  errors: ['event_type_not_found', 'event_type_in_use', 'caller_limited_to_stores'],
})
