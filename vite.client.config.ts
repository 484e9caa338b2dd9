import { defineConfig } from 'vite'

/** The client as one file of JavaScript, for Node and browsers; it needs no other package. */
export default defineConfig({
  build: {
    lib: { entry: 'src/client/index.ts', formats: ['es'], fileName: 'index' },
    outDir: 'dist/client',
    minify: false,
  },
})
