import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'

const server = `http://localhost:${process.env.PORT ?? '3000'}`

/** The snippet for pages of web shops goes along: one small file for browsers of any age. */
const snippet = (): Plugin => ({
  name: 'snippet',
  apply: 'build',
  closeBundle: async () => {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        lib: {
          ...{ entry: 'src/snippet/snippet.ts', formats: ['iife'], name: 'stammgastSnippet' },
          fileName: () => 'snippet.js',
        },
        outDir: 'dist/snippet',
        target: 'es2020',
      },
    })
  },
})

export default defineConfig({
  root: 'src/web/admin',
  base: '/admin/',
  plugins: [react(), snippet()],
  build: {
    outDir: '../../../dist/admin',
    emptyOutDir: true,
    // Inlined files would be data: addresses, which the content policy allows for images only.
    assetsInlineLimit: 0,
    // The polyfill writes an inline script.
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': server, '/health': server } },
})
