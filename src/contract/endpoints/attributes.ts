import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { attributeName, attributeTypes } from '../language/customer.ts'
import { label } from '../language/text.ts'

const choices = z.array(label(200)).max(200)

/** An attribute the business keeps of its customers. Only a choice has choices. */
export const attribute = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(attributeTypes),
  choices: z.array(z.string()),
  required: z
    .boolean()
    .describe('The form of a person asks for it, and a value is not taken away again'),
  personal: z.boolean().describe('Says something of the person: no report parts customers by it'),
  place: z.int().describe('In forms and on pages, from 1'),
  archived: z.boolean().describe('Takes no values any more; those given stay'),
})
export type Attribute = z.output<typeof attribute>

export const listAttributes = endpoint({
  method: 'GET',
  path: '/api/v1/attributes',
  tag: 'customers',
  summary: 'List the attributes customers can have',
  permission: 'customers:read',
  reply: z.object({ items: z.array(attribute) }),
})

export const defineAttribute = endpoint({
  method: 'POST',
  path: '/api/v1/attributes',
  tag: 'customers',
  summary: 'Define an attribute',
  permission: 'attributes:define',
  body: z
    .strictObject({
      name: attributeName,
      label: label(200),
      type: z.enum(attributeTypes),
      choices: choices.default([]),
      required: z.boolean().default(false),
      personal: z.boolean().default(true),
    })
    .refine(
      ({ type, choices }) => (type === 'choice') === choices.length > 0,
      'a choice has choices, and nothing else has',
    ),
  reply: attribute,
  status: 201,
  errors: ['attribute_exists', 'attributes_too_many', 'caller_limited_to_stores'],
})

const params = z.object({ name: attributeName })

export const updateAttribute = endpoint({
  method: 'PATCH',
  path: '/api/v1/attributes/:name',
  tag: 'customers',
  summary: 'Change an attribute',
  description:
    'Values given before stay; where the type changes they are read anew, and all of them must fit: else ' +
    'those that do not are named, the most frequent first, and nothing changes.',
  permission: 'attributes:define',
  params,
  body: z.strictObject({
    label: label(200).optional(),
    type: z.enum(attributeTypes).optional(),
    choices: choices.min(1).optional(),
    required: z.boolean().optional(),
    personal: z.boolean().optional(),
    place: z.int().min(1).max(1000).optional().describe('The others make room'),
    archived: z.boolean().optional(),
  }),
  reply: attribute,
  errors: [
    'attribute_not_found',
    'attribute_without_choices',
    'attribute_choices_missing',
    'attribute_values_unfit',
    'attribute_values_too_many',
    'caller_limited_to_stores',
  ],
})

export const deleteAttribute = endpoint({
  method: 'DELETE',
  path: '/api/v1/attributes/:name',
  tag: 'customers',
  summary: 'Delete an attribute and all its values',
  permission: 'attributes:define',
  params,
  reply: z.void(),
  status: 204,
  errors: ['attribute_not_found', 'caller_limited_to_stores'],
})
