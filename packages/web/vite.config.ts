import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm run dev` finds a running server. */
const server = process.env.FLOWSTATE_SERVER ?? 'http://127.0.0.1:4000'

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['flowstate-source', 'module', 'browser', 'development|production'] },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, sourcemap: false },
  server: { proxy: { '/api': { target: server, ws: true } } },
})
