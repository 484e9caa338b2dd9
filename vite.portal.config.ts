import { defineConfig, mergeConfig } from 'vite'
import { compressed, compressedEndings } from './vite.compressed.ts'
import admin from './vite.config.ts'
import { offline } from './vite.offline.ts'

/** Pages and answers of this host that are not the guests'. */
const others = ['/admin', '/pos', '/api', '/health', '/metrics', '/snippet.js']

/** What reads a code from a photo is a megabyte, and of no use without a network. */
const notKept = new RegExp(`${compressedEndings.source}|\\.wasm$|code-reader`)

/** What guests see: small, at the first address, and a web app of its own. */
export default mergeConfig(
  admin,
  defineConfig({
    root: 'src/web/portal',
    base: '/',
    plugins: [compressed(), offline({ scope: '/', leave: others, without: notKept })],
    build: { outDir: '../../../dist/portal' },
  }),
)
