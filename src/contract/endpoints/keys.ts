import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { apiKeyId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { label } from '../language/text.ts'
import { scopes } from '../permissions.ts'

export const apiKey = z.object({
  id: apiKeyId,
  name: z.string(),
  hint: z.string().describe('The first characters, to tell keys apart'),
  scopes: z.array(z.enum(scopes)),
  createdAt: moment,
  lastUsedAt: moment.nullable().describe('Kept to the minute'),
  revokedAt: moment.nullable(),
})
export type ApiKey = z.output<typeof apiKey>

export const listApiKeys = endpoint({
  method: 'GET',
  path: '/api/v1/api-keys',
  tag: 'keys',
  summary: 'List the API keys, revoked ones last',
  permission: 'keys:manage',
  reply: z.object({ items: z.array(apiKey) }),
})

export const createApiKey = endpoint({
  method: 'POST',
  path: '/api/v1/api-keys',
  tag: 'keys',
  summary: 'Create an API key; its secret is shown this once',
  permission: 'keys:manage',
  body: z.strictObject({
    name: label(100),
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  }),
  reply: z.object({ apiKey, secret: z.string() }),
  status: 201,
})

export const revokeApiKey = endpoint({
  method: 'DELETE',
  path: '/api/v1/api-keys/:apiKeyId',
  tag: 'keys',
  summary: 'Revoke an API key, at once and for good',
  permission: 'keys:manage',
  params: z.object({ apiKeyId }),
  reply: z.void(),
  status: 204,
  errors: ['api_key_not_found'],
})
