import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { packedCopies } from './packed-copies.ts'
import { shellList } from './shell-list.ts'

/** Where `npm run dev` finds a running server. */
const server = process.env.FLOWSTATE_SERVER ?? 'http://127.0.0.1:4000'

export default defineConfig({
  plugins: [react(), shellList(), packedCopies()],
  resolve: { conditions: ['flowstate-source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: false,
    manifest: true,
    // The first moment is one file on purpose: the stage `first load` says how large it may be.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      input: { index: 'index.html', sw: 'service-worker/service-worker.ts' },
      output: {
        // What is there from the first moment comes in one file: two dozen small ones wait for each other on the way.
        codeSplitting: {
          groups: [{ name: 'first', tags: ['$initial'], test: (id) => !id.includes('service-worker') }],
        },
        // A worker may answer for what lies below its own address only.
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': { target: server, ws: true } } },
})
