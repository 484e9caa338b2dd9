import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** What `compressed` leaves beside a file. */
export const compressedEndings = /\.(?:br|gz)$/

const worthwhile = /\.(?:js|css|svg)$/

/** Packs the files of an app once, while it is built, so that the server need only pick one. */
export function compressed(): Plugin {
  let folder = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir)
    },
    writeBundle: async () => {
      const names = await readdir(folder, { recursive: true })
      await Promise.all(
        names.filter((name) => worthwhile.test(name)).map((name) => pack(folder, name)),
      )
    },
  }
}

async function pack(folder: string, name: string) {
  const content = await readFile(join(folder, name))
  const [small, smaller] = await Promise.all([
    promisify(gzip)(content, { level: 9 }),
    promisify(brotliCompress)(content),
  ])
  await writeFile(join(folder, `${name}.gz`), small)
  await writeFile(join(folder, `${name}.br`), smaller)
}
