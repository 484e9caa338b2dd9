import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'
import { accentSteps } from '#kernel/accent.ts'
import type { Language } from '#locales/language.ts'

type Row = { name: string; language: Language; hue: number }

/** An app that can be put on a device's own screen. */
export type InstallableApp = {
  /** `/pos`; of the app at the root: an empty text */
  path: string
  /** As its business calls it. */
  called(business: Pick<Row, 'name' | 'language'>): { name: string; shortName: string }
}

const paper = '#fbfaf7'
const main = 6

/** What a browser shows of an app that is installed: in the name and the color of the business. */
export function addWebManifest(app: FastifyInstance, db: Queryable, installed: InstallableApp) {
  const { path, called } = installed
  app.get(`${path}/manifest.webmanifest`, async (_request, reply) => {
    const { rows } = await sql<Row>`
      select name, language, accent_hue as hue from business`.execute(db.kysely)
    const { hue, ...business } = rows[0]!
    const { name, shortName } = called(business)
    const manifest = {
      ...{ id: `${path}/`, name, short_name: shortName, lang: business.language },
      ...{ start_url: path || '/', scope: path || '/', display: 'standalone' },
      ...{ theme_color: accentSteps(hue)[main], background_color: paper },
      icons: iconsOf(path),
    }
    return reply
      .type('application/manifest+json; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(JSON.stringify(manifest))
  })
}

const iconsOf = (path: string) => [
  ...[192, 512].map((size) => ({ ...icon(path, size), purpose: 'any' })),
  { ...icon(path, 512), purpose: 'maskable' },
]

const icon = (path: string, size: number) => ({
  ...{ src: `${path}/icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png' },
})
