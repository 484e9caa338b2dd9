import { defineConfig, mergeConfig } from 'vite'
import { compressed } from './vite.compressed.ts'
import admin from './vite.config.ts'

/** What guests see: small, at the first address, and a web app of its own. */
export default mergeConfig(
  admin,
  defineConfig({
    root: 'src/web/portal',
    base: '/',
    plugins: [compressed()],
    build: { outDir: '../../../dist/portal' },
  }),
)
