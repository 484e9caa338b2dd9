import { defineConfig, mergeConfig } from 'vite'
import admin from './vite.config.ts'
import { offline } from './vite.offline.ts'

/** The page beside the till: an app of its own, so that it is small and can be installed. */
export default mergeConfig(
  admin,
  defineConfig({
    root: 'src/web/pos',
    base: '/pos/',
    plugins: [offline({ scope: '/pos' })],
    build: { outDir: '../../../dist/pos' },
  }),
)
