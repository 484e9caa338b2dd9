import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { tagName, tagNumber } from '../language/customer.ts'
import { tag } from './customers.ts'

export const listTags = endpoint({
  method: 'GET',
  path: '/api/v1/tags',
  tag: 'customers',
  summary: 'List the tags',
  permission: 'customers:read',
  reply: z.object({ items: z.array(tag) }),
})

const params = z.object({ tagNumber })

export const renameTag = endpoint({
  method: 'PATCH',
  path: '/api/v1/tags/:tagNumber',
  tag: 'customers',
  summary: 'Rename a tag',
  permission: 'customers:tag',
  params,
  body: z.strictObject({ name: tagName }),
  reply: tag,
  errors: ['tag_not_found', 'tag_exists', 'caller_limited_to_stores'],
})

export const deleteTag = endpoint({
  method: 'DELETE',
  path: '/api/v1/tags/:tagNumber',
  tag: 'customers',
  summary: 'Take a tag off everybody and delete it',
  permission: 'customers:tag',
  params,
  reply: z.void(),
  status: 204,
  errors: ['tag_not_found', 'caller_limited_to_stores'],
})
