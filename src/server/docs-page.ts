import { type Field, fieldsOf, type Schema } from './schema-fields.ts'

export type Operation = {
  tags: string[]
  summary: string
  description?: string
  security: object[]
  'x-roles'?: string[]
  'x-scope'?: string
  'x-error-codes'?: string[]
  parameters: { name: string; in: string; required: boolean; schema: Schema }[]
  requestBody?: { content: Content }
  responses: Record<string, { description: string; content?: Content }>
}
type Content = Record<string, { schema?: Schema }>
export type Document = {
  info: { title: string; version: string; description: string }
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

/** The reference as one page of plain HTML: no script, nothing from elsewhere. */
export function docsPage(document: Document): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const sections = Object.entries(Object.groupBy(operations, ({ operation }) => operation.tags[0]!))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${inHtml(document.info.title)} API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/style.css">
</head>
<body>
<header>
<h1>${inHtml(document.info.title)} API</h1>
<p>Version ${inHtml(document.info.version)} · <a href="/api/v1/openapi.json">OpenAPI 3.1</a></p>
${paragraphs(document.info.description)}
<nav>${[...sections.map(([tag]) => tag), 'schemas'].map(tabLink).join(' ')}</nav>
</header>
<main>
${sections.map(([tag, list = []]) => section(tag, list.map(operationArticle))).join('\n')}
${section('schemas', Object.entries(document.components.schemas).map(schemaArticle))}
</main>
</body>
</html>
`
}

const tabLink = (tag: string) => `<a href="#${inHtml(tag)}">${inHtml(tag)}</a>`

const section = (tag: string, articles: string[]) =>
  `<section id="${inHtml(tag)}"><h2>${inHtml(tag)}</h2>${articles.join('\n')}</section>`

type Placed = { path: string; method: string; operation: Operation }

function operationArticle({ path, method, operation }: Placed): string {
  const success = Object.entries(operation.responses)[0]!
  const parameters = operation.parameters
    .filter((parameter) => parameter.in !== 'header')
    .map(({ name, required, schema }): Field => ({ ...fieldsOf(schema, name)[0]!, required }))
  return `<details id="${method}-${inHtml(path)}">
<summary><code class="${method}">${method.toUpperCase()}</code> <code>${inHtml(path)}</code> <span>${inHtml(operation.summary)}</span></summary>
${operation.description ? paragraphs(operation.description) : ''}
<p class="who">${inHtml(whoMay(operation))}</p>
${fieldTable('Path and query', parameters)}
${contentTable('Body', operation.requestBody?.content)}
${contentTable(`Reply ${success[0]}`, success[1].content)}
${operation['x-error-codes'] ? `<p>Refusals: ${operation['x-error-codes'].map((code) => `<code>${inHtml(code)}</code>`).join(', ')}</p>` : ''}
</details>`
}

const schemaArticle = ([name, schema]: [string, Schema]) =>
  `<details id="${inHtml(name)}"><summary><code>${inHtml(name)}</code></summary>${fieldTable('Fields', fieldsOf(schema))}</details>`

function whoMay(operation: Operation): string {
  if (operation.security.length === 0) return 'Needs no sign-in.'
  const scope = operation['x-scope'] ? ` API keys with the scope ${operation['x-scope']}.` : ''
  return `For ${(operation['x-roles'] ?? []).join(', ').replaceAll('_', ' ')}.${scope}`
}

function contentTable(title: string, content: Content | undefined): string {
  const [type, media] = Object.entries(content ?? {})[0] ?? []
  if (type === undefined) return ''
  if (type !== 'application/json') return `<h3>${inHtml(title)}</h3><p>${inHtml(type)}</p>`
  return fieldTable(title, fieldsOf(media?.schema ?? {}))
}

function fieldTable(title: string, fields: readonly Field[]): string {
  if (fields.length === 0) return ''
  const rows = fields.map(
    ({ name, type, required, note }) =>
      `<tr><td><code>${inHtml(name)}</code>${required ? '' : ' <small>optional</small>'}</td><td>${inHtml(type)}</td><td>${inHtml(note)}</td></tr>`,
  )
  return `<h3>${inHtml(title)}</h3><div class="wide"><table>${rows.join('')}</table></div>`
}

const paragraphs = (text: string) =>
  text
    .split('\n\n')
    .map((paragraph) => `<p>${code(inHtml(paragraph))}</p>`)
    .join('')

const code = (escaped: string) => escaped.replaceAll(/`([^`]+)`/g, '<code>$1</code>')

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const inHtml = (text: string) => text.replaceAll(/[&<>"]/g, (letter) => entities[letter]!)
