import { z } from 'zod'
import { type Endpoint, problem } from '#contract/endpoint.ts'
import { allEndpoints } from '#contract/endpoints/all.ts'
import { event } from '#contract/endpoints/events.ts'
import { healthReply } from '#contract/endpoints/health.ts'
import { programParts } from '#contract/endpoints/programs.ts'
import { condition } from '#contract/language/condition.ts'
import { permissions } from '#contract/permissions.ts'
import { titleFor } from './problem.ts'
import { version } from './version.ts'

type Json = { [key: string]: unknown }

/** The API as OpenAPI 3.1, made from the same endpoints that validate and answer. */
export function openApiDocument(endpoints: readonly Endpoint[] = allEndpoints): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stammgast',
      version,
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: { ...health, ...pathsOf(endpoints) },
    components: {
      schemas: {
        Problem: schemaOf(problem),
        Event: schemaOf(event),
        ...Object.fromEntries(
          Object.entries(programParts).map(([name, part]) => [name, schemaOf(part)]),
        ),
        ...namedWithin(condition),
      },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: `sg_...`' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'stammgast.session_token',
          description: 'Set by signing in. Writes also need the header `x-stammgast: 1`.',
        },
        guest: {
          type: 'apiKey',
          in: 'cookie',
          name: 'stammgast_guest',
          description:
            'Of a customer, set by signing in to the portal; it opens nothing else. Writes also need the header `x-stammgast: 1`.',
        },
      },
    },
  }
}

const description = `Everything the screens do goes through this API.

Sign-in: an API key as \`Authorization: Bearer sg_...\`, or the cookie of somebody signed in.
Every write takes an \`Idempotency-Key\`: the same key with the same input gives the stored reply
for 24 hours, with another input 422. Lists come in pages: pass \`nextCursor\` back as \`cursor\`
until it is null. Whatever is refused is a problem (RFC 9457) with a stable \`code\` and, for
malformed input, a JSON pointer per fault. Limits: 6,000 requests a minute for a key, 1,200 for a
person, 600 for an address; then 429 with \`Retry-After\`. Money is in minor units of its currency,
times are ISO 8601 with an offset, \`end\` and \`to\` are exclusive.`

const health = {
  '/health': watched('health', 'Whether the program can do its work'),
  '/ready': watched('ready', 'Whether it should be sent requests: not while it is about to stop'),
}

function watched(operationId: string, summary: string): Json {
  const content = jsonOf(schemaOf(healthReply))
  const responses = {
    '200': { description: 'It can.', content },
    '503': { description: 'It cannot.', content },
  }
  return {
    get: { operationId, tags: ['health'], summary, security: [], parameters: [], responses },
  }
}

function pathsOf(endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) }
  }
  return paths
}

function operationOf(endpoint: Endpoint): Json {
  const body = bodyOf(endpoint)
  return {
    operationId: operationIdOf(endpoint),
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.description ? { description: endpoint.description } : {}),
    ...accessOf(endpoint),
    parameters: [
      ...parametersOf('path', endpoint.params),
      ...parametersOf('query', endpoint.query),
      ...(endpoint.headers ?? []).map(headerOf),
      ...(endpoint.method === 'GET' ? [] : [idempotencyKey]),
    ],
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: { ...successOf(endpoint), ...refusalsOf(endpoint) },
    ...(endpoint.errors ? { 'x-error-codes': endpoint.errors } : {}),
  }
}

/** `GET /api/v1/stores/:storeId` becomes `get_stores_storeId`. */
const operationIdOf = ({ method, path }: Endpoint) =>
  [method.toLowerCase(), ...(path.slice('/api/v1/'.length).match(/\w+/g) ?? [])].join('_')

function accessOf({ permission }: Endpoint): Json {
  if (permission === 'public' || permission === 'signed') return { security: [] }
  if (permission === 'guest') return { security: [{ guest: [] }], 'x-permission': permission }
  const { roles, scope } = permissions[permission]
  return {
    security: scope === null ? [{ session: [] }] : [{ apiKey: [] }, { session: [] }],
    'x-permission': permission,
    'x-roles': roles,
    ...(scope === null ? {} : { 'x-scope': scope }),
  }
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

const headerOf = (name: string) => ({
  name,
  in: 'header',
  required: false,
  schema: { type: 'string' },
})

function parametersOf(place: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema) as {
    properties?: Json
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }))
}

function bodyOf({ body, upload }: Endpoint): Json | null {
  if (upload) return { 'application/octet-stream': { schema: { maxLength: upload.bytesMax } } }
  return body ? jsonOf(schemaOf(body), exampleOf(body)) : null
}

function successOf({ status = 200, reply, file }: Endpoint): Json {
  if (file) return { [status]: { description: 'The file', content: { [file.contentType]: {} } } }
  const empty = reply instanceof z.ZodVoid
  return {
    [status]: {
      description: empty ? 'Done' : 'The reply',
      ...(empty ? {} : { content: jsonOf(schemaOf(reply)) }),
    },
  }
}

function refusalsOf({ permission, params, query, body, upload, errors = [] }: Endpoint): Json {
  const statuses = [
    ...(permission === 'public'
      ? []
      : permission === 'signed' || permission === 'guest'
        ? [401]
        : [401, 403]),
    ...(params ? [404] : []),
    ...(body || upload ? [413] : []),
    ...(query || body || upload || errors.length > 0 ? [422] : []),
    429,
  ]
  const content = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  }
  return {
    ...Object.fromEntries(
      statuses.map((status) => [status, { description: titleFor(status), content }]),
    ),
    default: { description: 'Any other refusal', content },
  }
}

/** Given with the schema's own `meta`, which a schema that reads ids does not tell by itself. */
function exampleOf(schema: z.ZodType): unknown {
  const examples = schema.meta()?.examples
  return Array.isArray(examples) ? examples[0] : undefined
}

function jsonOf(schema: Json, example?: unknown): Json {
  return { 'application/json': { schema, ...(example === undefined ? {} : { example }) } }
}

/** What travels: of a codec, its outer side. Schemas with a name of their own stand by themselves. */
function schemaOf(schema: z.ZodType): Json {
  const { $schema: _dialect, $defs: _named, ...rest } = asJson(schema)
  return rest
}

/** The schemas within another that have a name of their own. */
const namedWithin = (schema: z.ZodType): Json => (asJson(schema).$defs ?? {}) as Json

function asJson(schema: z.ZodType): Json {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
}
