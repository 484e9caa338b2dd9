import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = `http://localhost:${process.env.PORT ?? '3000'}`

export default defineConfig({
  root: 'src/web/admin',
  base: '/admin/',
  plugins: [react()],
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
